import { counted } from "../../tools/lib/report/counted";
import { ToolError } from "../../tools/lib/terminal/tool-error";
import { type QueryTrial, tryQueries } from "./try-queries";

/**
 * What came of the named queries with their examples, for accounts that stay up whatever it is: who deploys into them sees it before.
 *
 * @param attempt @default - {@link tryQueries}
 * @returns lines; none where no link has queries
 */
export async function triedQueriesLines(
  trial: QueryTrial,
  attempt: (trial: QueryTrial) => Promise<readonly unknown[]> = tryQueries,
): Promise<readonly string[]> {
  if (trial.links.every((link) => trial.queries.of(link).length === 0)) return [];
  try {
    const { length } = await attempt({ ...trial, consequence: "" });
    return [
      `${counted(length, "named query", "named queries")} ran with examples, as the links' database users`,
    ];
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== "QUERIES_FAILED") throw error;
    return error.message.split("\n");
  }
}
