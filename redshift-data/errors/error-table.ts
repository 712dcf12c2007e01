import type { ErrorRule } from "./error-rule";
import { hop1Denied, otherAssumeRoleRules } from "./rules/assume-role-rules";
import { connectRules } from "./rules/connect-rules";
import { clusterCredentialsDenied, foreignResource, otherCredentialRules } from "./rules/credential-rules";
import { quotaRules, serviceRules, statementRules } from "./rules/data-api-rules";
import { sqlRules, submissionRules } from "./rules/sql-rules";

/**
 * Every failure the function can explain. The first matching row wins, except that a row marked `foreignResource`
 * wins over all others: the two errors everyone meets first can then stand first.
 */
export const ERROR_TABLE: readonly ErrorRule[] = [
  hop1Denied,
  clusterCredentialsDenied,
  foreignResource,
  ...otherAssumeRoleRules,
  ...submissionRules,
  ...quotaRules,
  ...otherCredentialRules,
  ...connectRules,
  ...statementRules,
  ...sqlRules,
  ...serviceRules,
];
