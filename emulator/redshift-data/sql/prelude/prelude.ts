import { DATES_SQL } from "./dates-sql";
import { HIERARCHIES_SQL } from "./hierarchies-sql";
import { SUPER_SQL } from "./super-sql";

/**
 * Makes the engine's catalogue Redshift's: functions, aggregates, operators, types and system views that it lacks, in the schema
 * `pg_catalog`, where everybody finds them whatever the search path is. What the engine has under the same name, for the same
 * arguments and with another answer, is renamed out of the way first (`pg_proc`, `pg_operator`), because it cannot be dropped.
 * Runs once, as the superuser, on an empty database.
 */
export const PRELUDE_SQL: string = [
  "SET allow_system_table_mods = on",
  SUPER_SQL,
  HIERARCHIES_SQL,
  DATES_SQL,
  "RESET allow_system_table_mods",
].join(";\n");
