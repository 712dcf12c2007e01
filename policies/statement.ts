/**
 * The vocabulary of this room. A permission statement has no principal and a trust statement no free-form one,
 * so an account root without the condition that narrows it cannot be written down.
 */

/** One condition operator applied to one key; values are in IAM's own syntax (`${aws:userid}`). */
export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

/** What a role may do. All statements allow: least privilege needs no deny. */
export interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: readonly Condition[];
}

/**
 * Who may assume a role.
 *
 * - `service`: an AWS service, for example `lambda.amazonaws.com`.
 * - `role`: exactly this role. IAM stores its unique id: the role must exist, and a recreated one is not trusted.
 * - `role-by-name`: the account root narrowed to the role by `aws:PrincipalArn`. The role need not exist yet
 *   and may be recreated; whoever may create a role of that name in that account is trusted.
 */
type TrustedPrincipal =
  | { readonly type: "service"; readonly service: string }
  | { readonly type: "role"; readonly roleArn: string }
  | { readonly type: "role-by-name"; readonly roleArn: string };

/** One statement of a trust policy; the action is always `sts:AssumeRole`. */
export interface TrustStatement {
  readonly sid: string;
  readonly principal: TrustedPrincipal;
  readonly conditions?: readonly Condition[];
}
