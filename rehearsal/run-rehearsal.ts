import { resolve } from "node:path";
import { linksFile } from "../config/links-file";
import { loadLinks } from "../config/load-links";
import { counted } from "../tools/lib/report/counted";
import { Progress } from "../tools/lib/terminal/progress";
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
  if (servedOn !== undefined) {
    await serve({ links, linksFile: resolve(file), port: servedOn, progress, signal });
    return;
  }
  progress.line(`Rehearsing ${counted(links.length, "link")} of ${file}`);
  await rehearseOnce({ links, linksFile: file, progress, signal });
  progress.line(progress.styled("green", `The rehearsal held, in ${progress.elapsedSeconds()} s`));
}
