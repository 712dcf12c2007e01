/** IAM's names for what the Data API decides on. Service Authorization Reference, "Amazon Redshift Data API". */

/** Condition key that IAM sends with every action on statements: `aws:userid` of the session that submitted them. */
export const STATEMENT_OWNER_KEY = "redshift-data:statement-owner-iam-userid";

/** Condition key with `aws:userid` of the session of the role that opened a Data API session. */
export const SESSION_OWNER_KEY = "redshift-data:session-owner-iam-userid";

/**
 * Actions on one statement. They have no resource type, so the statement's owner ({@link STATEMENT_OWNER_KEY}) is all that
 * narrows them.
 */
export const STATEMENT_ACTIONS = [
  "redshift-data:DescribeStatement",
  "redshift-data:GetStatementResult",
  "redshift-data:CancelStatement",
] as const;

/** Every action with which IAM sends the owner: those on one statement, and the list of statements. */
export const OWNED_ACTIONS = [...STATEMENT_ACTIONS, "redshift-data:ListStatements"] as const;

/** Whether the action, in any case, is about one statement. */
export function isStatementAction(action: string): boolean {
  return isOneOf(action, STATEMENT_ACTIONS);
}

/** Whether IAM sends the owner of a statement with the action, in any case. */
export function isOwnedAction(action: string): boolean {
  return isOneOf(action, OWNED_ACTIONS);
}

function isOneOf(action: string, actions: readonly string[]): boolean {
  return actions.some((known) => known.toLowerCase() === action.toLowerCase());
}
