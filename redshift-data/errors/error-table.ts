import { hop1Denied, otherAssumeRoleRules } from "./assume-role-rules";
import { clusterCredentialsDenied, foreignResource, otherCredentialRules } from "./credential-rules";
import { connectRules, quotaRules, serviceRules, statementRules } from "./data-api-rules";
import type { ErrorRule } from "./error-rule";
import { sqlRules } from "./sql-rules";

/**
 * Every failure the function can explain. The first matching row wins, except that a row marked `foreignResource`
 * wins over all others: the two errors everyone meets first can then stand first.
 */
export const ERROR_TABLE: readonly ErrorRule[] = [
  hop1Denied,
  clusterCredentialsDenied,
  foreignResource,
  ...otherAssumeRoleRules,
  ...quotaRules,
  ...otherCredentialRules,
  ...connectRules,
  ...statementRules,
  ...sqlRules,
  ...serviceRules,
];
