import type { Rule } from "./rule";
import { accountRootWithoutCondition } from "./rules/account-root-without-condition";
import { dbuserArnOrder } from "./rules/dbuser-arn-order";
import { exclusivePolicies } from "./rules/exclusive-policies";
import { functionTimeoutBelowStatement } from "./rules/function-timeout-below-statement";
import { logGroupWithoutRetention } from "./rules/log-group-without-retention";
import { managedPolicyOverrides } from "./rules/managed-policy-overrides";
import { mismatchedPart } from "./rules/mismatched-part";
import { missingAccess } from "./rules/missing-access";
import { missingExternalId } from "./rules/missing-external-id";
import { missingOwnerCondition } from "./rules/missing-owner-condition";
import { policyNotKnown } from "./rules/policy-not-known";
import { sessionLongerThanChaining } from "./rules/session-longer-than-chaining";
import { statementBeyondLink } from "./rules/statement-beyond-link";
import { statementWithoutEffect } from "./rules/statement-without-effect";
import { trustNamesRoleId } from "./rules/trust-names-role-id";
import { unexpectedAccess } from "./rules/unexpected-access";
import { unexpectedPart } from "./rules/unexpected-part";
import { unreadPart } from "./rules/unread-part";
import { wildcardAction } from "./rules/wildcard-action";
import { wildcardPrincipal } from "./rules/wildcard-principal";

/** Every rule, in the order of the report. A test compares the list with the folder. */
export const RULES: readonly Rule[] = [
  accountRootWithoutCondition,
  dbuserArnOrder,
  exclusivePolicies,
  functionTimeoutBelowStatement,
  logGroupWithoutRetention,
  managedPolicyOverrides,
  mismatchedPart,
  missingAccess,
  missingExternalId,
  missingOwnerCondition,
  policyNotKnown,
  sessionLongerThanChaining,
  statementBeyondLink,
  statementWithoutEffect,
  trustNamesRoleId,
  unexpectedAccess,
  unexpectedPart,
  unreadPart,
  wildcardAction,
  wildcardPrincipal,
];
