import { SDK_SUBSTITUTES } from "../../redshift-data/client/sdk/sdk-substitutes";

/** A function that is not run-query. */
export const COUNT_ROWS = {
  entryFile: "testing/second-function/handler.ts",
  handler: "index.handler",
  description: "Counts the rows of one table",
  address: "count_rows",
  sdkSubstitutes: SDK_SUBSTITUTES,
} as const;
