import { resolve } from "node:path";
import { linksFile } from "../config/links-file";
import { loadLinks } from "../config/load-links";
import { counted } from "../tools/lib/report/counted";
import { Progress } from "../tools/lib/terminal/progress";
import { ToolError } from "../tools/lib/terminal/tool-error";
import { unknownBoundaries } from "./accounts-of-links";
import { rehearseOnce } from "./rehearse-once";
import { serve } from "./serve";

/**
 * Rehearses the links of the links file once, or keeps their accounts up.
 *
 * @param servedOn port on which they are kept up, 0 for any free one. Absent: the links are rehearsed
 * @throws ToolError when something did not hold
 */
export async function rehearse({
  servedOn,
  signal,
}: {
  readonly servedOn?: number;
  readonly signal: AbortSignal;
}): Promise<void> {
  const progress = new Progress();
  const file = linksFile();
  const links = loadLinks(file);
  const unknown = unknownBoundaries(links);
  if (servedOn !== undefined) {
    await serve({ links, linksFile: resolve(file), port: servedOn, unknown, progress, signal });
    return;
  }
  if (unknown.length > 0) {
    throw new ToolError(
      "BOUNDARY_UNKNOWN",
      [
        `${file} has no text of these permissions boundaries, so nobody can rehearse under them:`,
        ...unknown.map(({ field, arn }) => `  ${field}: ${arn}`),
        "write the document of each below policyTexts of its link, as docs/review.md shows (Policies that somebody else writes)",
      ].join("\n"),
    );
  }
  progress.line(`Rehearsing ${counted(links.length, "link")} of ${file}`);
  await rehearseOnce({ links, linksFile: file, progress, signal });
  progress.line(progress.styled("green", `The rehearsal held, in ${progress.elapsedSeconds()} s`));
}
