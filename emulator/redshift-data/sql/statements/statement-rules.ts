import { createTable } from "./create-table";
import { defaultPrivileges, grant, schemaQuota } from "./grants";
import { analyze, truncate, vacuum } from "./maintenance";
import { deleteRows, merge } from "./row-changes";
import type { StatementRule } from "./statement-rule";
import { alterUser, createUser, groupsAndRoles } from "./users";

/** The first that knows the statement translates it. */
export const STATEMENT_RULES: readonly StatementRule[] = [
  createTable,
  deleteRows,
  merge,
  truncate,
  vacuum,
  analyze,
  createUser,
  alterUser,
  groupsAndRoles,
  grant,
  defaultPrivileges,
  schemaQuota,
];
