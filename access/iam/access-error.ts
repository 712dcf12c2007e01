/**
 * Why there is no answer.
 *
 * - `unknown-action`: the Service Authorization Reference has no such action
 * - `resource-type-mismatch`: the action never applies to a resource of this type
 * - `wildcard-resource`: the request names a pattern where it has to name one resource
 * - `invalid-policy`: IAM would refuse a document, or the simulator cannot read it
 * - `unknown-policy-text`: the text of a managed policy or boundary is needed and was not passed
 * - `no-link`: the stack is not that of exactly one complete link
 * - `no-target`: the function's environment names no cluster and no workgroup
 * - `unreadable-terraform`: Terraform's JSON does not have the shape that this project writes
 * - `no-simulator`: the package that decides requests is left out
 * - `not-known-yet`: Terraform works the value out during the apply
 */
export type AccessErrorReason =
  | "unknown-action"
  | "resource-type-mismatch"
  | "wildcard-resource"
  | "invalid-policy"
  | "unknown-policy-text"
  | "no-link"
  | "no-target"
  | "unreadable-terraform"
  | "no-simulator"
  | "not-known-yet";

/**
 * A question about access that has no answer: a document IAM would refuse, an action that does not exist, a
 * policy whose text is unknown. Never a decision, so that "cannot tell" is taken for neither yes nor no.
 */
export class AccessError extends Error {
  constructor(
    readonly reason: AccessErrorReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "AccessError";
  }
}
