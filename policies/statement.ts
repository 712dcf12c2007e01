/** One statement of an IAM policy document, in Terraform's vocabulary: always lists, never a bare string. */
export interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  /** Empty in a trust policy, whose resource is the role itself. */
  readonly resources?: readonly string[];
  readonly principals?: readonly Principal[];
  readonly conditions?: readonly Condition[];
}

/** Who a trust statement speaks of. */
export interface Principal {
  readonly type: "AWS" | "Service";
  readonly identifiers: readonly string[];
}

/** One condition operator applied to one key. */
export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}
