import { flag } from "./fields";
import { FOLDER_PATH } from "./rehearsal-schema";

/** The named queries of a link. */
export const queriesSchema = FOLDER_PATH.describe(
  "Folder of the link's named queries, .sql files (docs/queries.md), from this file. Default: none.",
).exactOptional();

/** Whether the function runs SQL that an event brings. */
export const rawSqlSchema = flag()
  .describe(
    "Set to false so that the function runs the named queries of queries and refuses all other SQL. It is the function's " +
      "check, not IAM's: what the database user may do is granted in the database.",
  )
  .default(true);
