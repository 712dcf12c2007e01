import type { ConditionContext } from "../../../access/iam/decision";

/** One action that a request needs to be allowed. */
export interface Requirement {
  /** For example `iam:CreateRole`. */
  readonly action: string;
  /** ARN, or `*` for an action without resource types. Absent: the emulator cannot tell which resource the request is for. */
  readonly resource?: string;
  /** Condition keys of this request. */
  readonly context?: ConditionContext;
  /** Tags that the resource has, key → value. @default - none, or there is no such resource yet */
  readonly resourceTags?: Readonly<Record<string, string>>;
}
