import { AGGREGATES_SQL } from "./aggregates-sql";
import { DATES_SQL } from "./dates-sql";
import { FAILURE_SQL } from "./failure-sql";
import { HASHES_SQL } from "./hashes-sql";
import { HIERARCHIES_SQL } from "./hierarchies-sql";
import { NUMBERS_SQL } from "./numbers-sql";
import { PATTERNS_SQL } from "./patterns-sql";
import { REPLACED_SQL, UNSUPPORTED_SQL } from "./renamed-sql";
import { SUPER_ARRAYS_SQL } from "./super-arrays-sql";
import { SUPER_FUNCTIONS_SQL } from "./super-functions-sql";
import { SUPER_SQL } from "./super-sql";
import { SYSTEM_SQL } from "./system-sql";
import { TEXT_SQL } from "./text-sql";
import { VARBYTE_SQL } from "./varbyte-sql";

/**
 * Makes the engine's catalogue Redshift's: functions, aggregates, operators, types and system views that it lacks, in the schema
 * `pg_catalog`, where everybody finds them whatever the search path is. What the engine has under the same name, for the same
 * arguments and with another answer, is renamed out of the way first (`pg_proc`, `pg_operator`), because it cannot be dropped.
 * Runs once, as the superuser, on an empty database.
 */
export const PRELUDE_SQL: string = [
  "SET allow_system_table_mods = on; SET check_function_bodies = off",
  REPLACED_SQL,
  FAILURE_SQL,
  SUPER_SQL,
  HIERARCHIES_SQL,
  TEXT_SQL,
  SUPER_FUNCTIONS_SQL,
  SUPER_ARRAYS_SQL,
  PATTERNS_SQL,
  DATES_SQL,
  NUMBERS_SQL,
  AGGREGATES_SQL,
  HASHES_SQL,
  VARBYTE_SQL,
  SYSTEM_SQL,
  UNSUPPORTED_SQL,
  "RESET check_function_bodies; RESET allow_system_table_mods",
].join(";\n");
