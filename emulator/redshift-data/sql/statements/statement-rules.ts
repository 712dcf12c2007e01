import { alterMaterializedView, alterTable } from "./alter-table";
import { createTable } from "./create-table";
import { defaultPrivileges, grant, schemaQuota } from "./grants";
import { analyze, truncate, vacuum } from "./maintenance";
import { deleteRows, merge } from "./row-changes";
import type { StatementRule } from "./statement-rule";
import { alterUser, createUser, groupsAndRoles } from "./users";
import { commentOnDatabase, lateBindingView, materializedView } from "./views";

/** The first that knows the statement translates it. */
export const STATEMENT_RULES: readonly StatementRule[] = [
  createTable,
  alterTable,
  materializedView,
  alterMaterializedView,
  lateBindingView,
  commentOnDatabase,
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
