import { readFileSync } from "node:fs";
import { join } from "node:path";
import { QueryError } from "../../redshift-data/errors/query-error";
import type { RunQuerySettings } from "../../redshift-data/link/environment-settings";
import { QUERIES_FILE } from "./contract";
import type { EventRules } from "./event/read-named-query";
import { decodeQueries } from "./queries";

/**
 * The named queries that lie beside the function's code, and whether events may bring SQL of their own.
 *
 * @param folder of the code
 * @param settings of the link; `rawSql` absent: they may
 * @throws QueryError `CONFIGURATION_INVALID` where the file is not as a synth writes it
 */
export function readRules(
  folder: string,
  settings: Pick<RunQuerySettings, "rawSql" | "copy" | "redshiftRegion">,
): EventRules {
  const { rawSql = true } = settings;
  const text = textOf(join(folder, QUERIES_FILE));
  const queries = text === undefined ? [] : decodeQueries(text);
  if (queries === undefined) {
    throw new QueryError({
      code: "CONFIGURATION_INVALID",
      hop: "event",
      message: `${QUERIES_FILE} of the function's archive is not as the project writes it`,
      advice: "run the deployment of the link again",
    });
  }
  return { queries: new Map(queries.map((query) => [query.name, query])), rawSql, link: settings };
}

/** Nothing where there is no such file: the link has no named queries. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
