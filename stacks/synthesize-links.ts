import { App } from "cdktf";
import type { Link } from "../config/link";
import { LinkStack } from "./link-stack";

/**
 * Synthesizes one stack per link, into `CDKTF_OUTDIR` or `cdktf.out`.
 *
 * cdktf formats a stack trace for every token, to say where one came from that cannot be resolved: half of the time of a
 * large file. None is formatted here. The trace of an error that leaves is formatted when it is first read: later.
 */
export function synthesizeLinks(links: readonly Link[]): void {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => "";
  try {
    const app = new App();
    for (const link of links) new LinkStack(app, link);
    app.synth();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
