import { createTable } from "./create-table";
import { analyze, truncate, vacuum } from "./maintenance";
import type { StatementRule } from "./statement-rule";

/** The first that knows the statement translates it. */
export const STATEMENT_RULES: readonly StatementRule[] = [createTable, truncate, vacuum, analyze];
