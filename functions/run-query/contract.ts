import { SDK_SUBSTITUTES } from "../../redshift-data/client/sdk/sdk-substitutes";

/**
 * What the function and the infrastructure agree on. Constants only: beside `settings.ts` this is what anything outside
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
