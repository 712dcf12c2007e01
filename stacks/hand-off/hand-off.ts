import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, type TerraformStack } from "cdktf";
import type { Link } from "../../config/link";
import { hasBuckets } from "../data-transfer";
import { existingPartsOf } from "../parts/existing-parts-of";
import { handOffPage } from "./hand-off-page";

/** Folder of a synthesized output with one page for each link for which somebody else makes or does something. */
const FOLDER = "handoff";

/** Writes with the stack what others make and do for its link, and takes away what an older synth wrote and nobody needs any more. */
export function addHandOff(stack: TerraformStack, link: Link): void {
  const { synthesizer } = stack;
  stack.synthesizer = {
    synthesize(session) {
      synthesizer.synthesize(session);
      const folder = join(session.outdir, FOLDER);
      const parts = existingPartsOf(link);
      if (parts !== undefined || hasBuckets(link)) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, pageName(link.name)), handOffPage(link, parts ?? {}));
      } else if (existsSync(folder)) {
        rmSync(join(folder, pageName(link.name)), { force: true });
      }
      if (existsSync(folder)) removeForgotten(folder, stack);
    },
  };
}

/** Pages of links that the app no longer has. */
function removeForgotten(folder: string, stack: TerraformStack): void {
  const { node } = App.of(stack);
  const pages = readdirSync(folder);
  const forgotten = pages.filter((page) => node.tryFindChild(page.replace(/\.md$/, "")) === undefined);
  for (const page of forgotten) rmSync(join(folder, page), { force: true });
  if (pages.length === forgotten.length) rmSync(folder, { recursive: true, force: true });
}

function pageName(link: string): string {
  return `${link}.md`;
}
