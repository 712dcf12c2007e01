/** A decoded IAM policy document under the name it has on its role. */
export interface NamedDocument {
  readonly name: string;
  /** IAM's JSON as an object. What IAM would refuse makes a decision throw. */
  readonly document: unknown;
}

/** Everything that grants a principal permissions, or bounds them. */
export interface PrincipalPolicies {
  /** Inline and managed policies alike. */
  readonly identity: readonly NamedDocument[];
  /** The permissions boundary. Absent: none. */
  readonly boundary?: NamedDocument;
  /** Session policies, which limit what the session may do to what one of them allows. @default - none, which limits nothing */
  readonly session?: readonly NamedDocument[];
}

/** What a request carries for conditions: key → value. A multivalued key takes a list. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** Name under which decisions refer to the trust policy of a role. */
export const TRUST_POLICY = "trust policy";

/** A statement that took part in a decision. */
export interface StatementReference {
  /** Name of the policy; {@link TRUST_POLICY} for the trust policy of a role. */
  readonly policy: string;
  /** Absent: the statement has none. */
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
}

/**
 * What decided.
 *
 * - `identity`: no identity policy of the caller allows it
 * - `trust`: the role does not trust the caller
 * - `identity-and-trust`: both of the above
 * - `boundary`: the caller's permissions boundary does not allow it
 * - `other-account`: the resource belongs to an account in which the caller's identity policies do not count
 * - `session`: no session policy allows it
 * - `resource`: the policy of the resource does not allow it, where that policy has to
 * - `explicit-deny`: a statement denies it
 */
export type DecidedBy =
  | "allowed"
  | "identity"
  | "trust"
  | "identity-and-trust"
  | "boundary"
  | "other-account"
  | "resource"
  | "session"
  | "explicit-deny";

/** The kinds of policies in which a statement can deny. */
export type DenyingPolicyType = "identity" | "boundary" | "resource" | "session";

/** The answer to one question about access. */
export interface Decision {
  readonly allowed: boolean;
  readonly by: DecidedBy;
  /** Where the denying statements are; of several kinds the first, as AWS names one only. Set for `explicit-deny`. */
  readonly deniedIn?: DenyingPolicyType;
  /** One sentence: the statement that decided, or what is missing. Never a condition's value: it may be a secret. */
  readonly reason: string;
  /** The statements that allowed it, or those that denied it; empty when nothing matched. */
  readonly statements: readonly StatementReference[];
  /** Context keys that the action does not know and IAM would never send; they took no part. */
  readonly ignoredContextKeys: readonly string[];
}
