import { resolve } from "node:path";
import { linksFile } from "../config/links-file";
import { loadLinks } from "../config/load-links";
import { loadRehearsalSettings } from "../config/rehearsal-settings";
import { queriesOfLinks } from "../named-queries/queries-of-links";
import { counted } from "../tools/lib/report/counted";
import { chosenLinks } from "../tools/lib/terminal/chosen-links";
import { Progress } from "../tools/lib/terminal/progress";
import { ToolError } from "../tools/lib/terminal/tool-error";
import { unknownBoundaries } from "./accounts-of-links";
import { rehearseOnce } from "./rehearse-once";
import { serve } from "./serve";
import { propagationLine } from "./settling";
import type { OwnEvent } from "./statements/own-events";
import { readOwnWarehouse } from "./warehouse/own-warehouse";

/**
 * Rehearses the links of the links file once, or keeps their accounts up.
 *
 * @param servedOn port on which they are kept up, 0 for any free one. Absent: the links are rehearsed
 * @param only names of the links to rehearse; all of them when there is none
 * @param ownEvents what their functions are asked in the place of the built-in query
 * @param iamPropagationSeed of the delays after which decisions see changes of IAM. Absent: at once
 * @throws UsageError for a name that no link has
 * @throws ToolError when something did not hold
 */
export async function rehearse({
  servedOn,
  only,
  ownEvents,
  iamPropagationSeed,
  signal,
}: {
  readonly servedOn?: number;
  readonly only: readonly string[];
  readonly ownEvents: readonly OwnEvent[];
  readonly iamPropagationSeed: number | undefined;
  readonly signal: AbortSignal;
}): Promise<void> {
  const progress = new Progress();
  const file = linksFile();
  const queries = queriesOfLinks();
  const links = loadLinks(file, { checks: [queries.problems] });
  const ownWarehouse = readOwnWarehouse(file, links, loadRehearsalSettings(file));
  const chosen = chosenLinks(links, only);
  const unknown = unknownBoundaries(chosen);
  if (servedOn !== undefined) {
    const at = { linksFile: resolve(file), port: servedOn };
    await serve({ links, ...at, queries, ownWarehouse, unknown, iamPropagationSeed, progress, signal });
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
  progress.line(`Rehearsing ${counted(chosen.length, "link")} of ${file}`);
  if (iamPropagationSeed !== undefined) progress.line(propagationLine(iamPropagationSeed));
  await rehearseOnce({
    ...{
      links,
      chosen,
      linksFile: file,
      queries,
      ownWarehouse,
      ownEvents,
      iamPropagationSeed,
      progress,
      signal,
    },
  });
  progress.line(progress.styled("green", `The rehearsal held, in ${progress.elapsedSeconds()} s`));
}
