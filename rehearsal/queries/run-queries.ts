import { writeFileSync } from "node:fs";
import { linksFile } from "../../config/links-file";
import { loadLinks } from "../../config/load-links";
import { loadRehearsalSettings } from "../../config/rehearsal-settings";
import { queriesOfLinks } from "../../named-queries/queries-of-links";
import { chosenLinks } from "../../tools/lib/terminal/chosen-links";
import { Progress } from "../../tools/lib/terminal/progress";
import { UsageError } from "../../tools/lib/terminal/usage-error";
import { withStartAdvice } from "../start-advice";
import { readOwnWarehouse } from "../warehouse/own-warehouse";
import { queryTypes } from "./query-types";
import { triedInWords, tryQueries } from "./try-queries";

/** What the command is asked for. */
interface QueriesOptions {
  /** Names of links; all when there is none. */
  readonly only: readonly string[];
  /** File that the TypeScript types of one link's queries are written to. Absent: none is written. */
  readonly types: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Runs the named queries of links with their examples, tells the columns of each, and writes their types.
 *
 * @throws UsageError for a name that no link has, and for types of several links
 * @throws ToolError QUERIES_FAILED, SCRIPT_REFUSED
 */
export async function runQueries({ only, types, signal }: QueriesOptions): Promise<void> {
  const file = linksFile();
  const queries = queriesOfLinks();
  const links = loadLinks(file, { checks: [queries.problems] });
  const chosen = chosenLinks(links, only).filter((link) => queries.of(link).length > 0);
  const [first, ...more] = chosen;
  if (first === undefined)
    throw new UsageError("no link has queries, expected a folder in queries of one (docs/queries.md)");
  if (types !== undefined && more.length > 0) {
    throw new UsageError(
      `--types is for one link, expected the name of one: ${chosen.map(({ name }) => name).join(", ")}`,
    );
  }
  const ownWarehouse = readOwnWarehouse(file, links, loadRehearsalSettings(file));
  const progress = new Progress();
  const tried = await progress.step(
    "run the named queries with their examples",
    () =>
      tryQueries({
        ...{ links: chosen, queries, ownWarehouse, signal },
        consequence: types === undefined ? "" : ", so no types are written",
      }).catch((error: unknown) => {
        throw withStartAdvice(error);
      }),
    triedInWords,
  );
  for (const { link, query, columns = [], isLeftToFunction } of tried) {
    if (isLeftToFunction === true) {
      progress.line(
        `    ${link.name} ${query.name}: not run here: its files and roles are there after the deploy`,
      );
      continue;
    }
    const shown = columns.map(({ name, typeName }) => `${name} ${typeName}`).join(", ");
    progress.line(`    ${link.name} ${query.name}: ${shown === "" ? "no rows" : shown}`);
  }
  if (types === undefined) return;
  writeTypes(types, queryTypes(first.name, tried, `npm run queries -- ${first.name} --types ${types}`));
  progress.line(`types: ${types}`);
}

/** @throws UsageError where the file cannot be written */
export function writeTypes(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `--types is ${file}, which cannot be written (${code}), expected a file in a folder that is there; make the folder, or correct the path`,
    );
  }
}
