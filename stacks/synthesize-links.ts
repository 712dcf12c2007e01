import { App } from "cdktf";
import type { Link } from "../config/link";
import { LinkStack } from "./link-stack";
import { withoutStackTraces } from "./without-stack-traces";

/** Synthesizes one stack per link, into `CDKTF_OUTDIR` or `cdktf.out`. */
export function synthesizeLinks(links: readonly Link[]): void {
  withoutStackTraces(() => {
    const app = new App();
    for (const link of links) new LinkStack(app, link);
    app.synth();
  });
}
