import { ToolError } from "../../tools/lib/terminal/tool-error";
import { type QueryTrial, type TriedQuery, triedInWords, tryQueries } from "./try-queries";

/**
 * What came of the named queries with their examples, for accounts that stay up whatever it is: who deploys into them sees it before.
 *
 * @param attempt @default - {@link tryQueries}
 * @returns lines; none where no link has queries
 */
export async function triedQueriesLines(
  trial: QueryTrial,
  attempt: (trial: QueryTrial) => Promise<readonly Pick<TriedQuery, "isLeftToFunction">[]> = tryQueries,
): Promise<readonly string[]> {
  if (trial.links.every((link) => trial.queries.of(link).length === 0)) return [];
  try {
    return [
      `named queries ran with their examples: ${triedInWords(await attempt({ ...trial, consequence: "" }))}`,
    ];
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== "QUERIES_FAILED") throw error;
    return error.message.split("\n");
  }
}
