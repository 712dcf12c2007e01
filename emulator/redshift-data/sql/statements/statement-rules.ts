import { alterMaterializedView, alterTable } from "./alter-table";
import { grantAssumeRole } from "./assume-role";
import { createTable } from "./create-table";
import { defaultPrivileges, grant, schemaQuota } from "./grants";
import { analyze, truncate, vacuum } from "./maintenance";
import { routine } from "./routines/create-routine";
import { onProcedure } from "./routines/procedure-names";
import { deleteRows, merge } from "./row-changes";
import { show } from "./show";
import type { StatementRule } from "./statement-rule";
import { alterUser, createUser, groupsAndRoles } from "./users";
import { commentOnDatabase, lateBindingView, materializedView } from "./views";

const RULES: readonly StatementRule[] = [
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
  grantAssumeRole,
  grant,
  defaultPrivileges,
  schemaQuota,
  show,
  routine,
];

/** The first that knows the statement translates it. */
export const STATEMENT_RULES: readonly StatementRule[] = [onProcedure(RULES), ...RULES];
