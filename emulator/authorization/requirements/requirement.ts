import type { ConditionContext } from "../../../access/iam/decision";

/** One action that a request needs to be allowed. */
export interface Requirement {
  /** For example `iam:CreateRole`. */
  readonly action: string;
  /** ARN, or `*` for an action without resource types. Absent: the gateway cannot name what the request is for. */
  readonly resource?: string;
  /** Condition keys of this request. */
  readonly context?: ConditionContext;
}
