import type { Decision, DenyingPolicyType } from "../../access/iam/decision";
import type { Caller } from "../authentication/caller";
import type { AuthorizationRequest } from "./authorizer";

const KIND_IN_WORDS: Readonly<Record<DenyingPolicyType, string>> = {
  identity: "an identity-based policy",
  boundary: "a permissions boundary",
  resource: "a resource-based policy",
  session: "a session policy",
};

/**
 * AWS's sentence for a denial.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denialSentence(
  caller: Pick<Caller, "arn">,
  { action, resource }: Pick<AuthorizationRequest, "action" | "resource">,
  { by, deniedIn }: Pick<Decision, "by" | "deniedIn">,
): string {
  const start = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  const missing = (policy: string) => `${start} because no ${policy} allows the ${action} action`;
  switch (by) {
    case "explicit-deny":
      return `${start} with an explicit deny in ${KIND_IN_WORDS[deniedIn ?? "identity"]}`;
    case "boundary":
      return missing("permissions boundary");
    case "session":
      return missing("session policy");
    case "resource":
    case "other-account":
      return missing("resource-based policy");
    default:
      return missing("identity-based policy");
  }
}
