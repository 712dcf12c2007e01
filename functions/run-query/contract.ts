import { HANDLER_SUBSTITUTES, SDK_SUBSTITUTES } from "../../redshift-data/client/sdk/sdk-substitutes";

/**
 * What the function and the infrastructure agree on. Constants only: beside `failure.ts` this is what anything outside
 * `functions/` may import.
 */

/** How the function is bundled and deployed. */
export const RUN_QUERY = {
  entryFile: "functions/run-query/handler.ts",
  handler: "index.handler",
  description: "Runs SQL on Redshift in another account through the Data API",
  address: "query_function",
  sdkSubstitutes: SDK_SUBSTITUTES,
} as const;

/** What a handler that a user brings in its place has in common with it. */
export const OWN_HANDLER = {
  handler: RUN_QUERY.handler,
  address: RUN_QUERY.address,
  exportedName: "handler",
  sdkSubstitutes: HANDLER_SUBSTITUTES,
} as const;

/** The doctor's statement, which shows that the path works and reads nothing: every link runs it, with rawSql: false too. */
export const PROBE_SQL = "SELECT 1 AS one";

/** File of the archive, beside the code, with the link's named queries. A link without any has no such file. */
export const QUERIES_FILE = "queries.json";
