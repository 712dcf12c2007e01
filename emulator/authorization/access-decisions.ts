import { AccessError } from "../../access/iam/access-error";
import type { Decision } from "../../access/iam/decision";
import { decideAssumeRole, decideIdentity, decideServiceTrust } from "../../access/iam/simulator";

/** Decides access. The emulator brings the policies as they are stored at this moment. */
export interface AccessDecisions {
  /** By the identity policies and the boundary of a role or user. */
  readonly identity: typeof decideIdentity;
  /** By the caller's identity policies and the role's trust policy, whose exact principals are stored as unique ids. */
  readonly assumeRole: typeof decideAssumeRole;
  /** By the role's trust policy alone: may the service assume it? */
  readonly serviceTrust: typeof decideServiceTrust;
}

/** The decisions of the IAM simulator. */
export const SIMULATED_DECISIONS: AccessDecisions = {
  identity: decideIdentity,
  assumeRole: decideAssumeRole,
  serviceTrust: decideServiceTrust,
};

/**
 * The decision; a refusal when a stored policy cannot be evaluated. What such a policy would deny is not known, so nothing is
 * allowed.
 */
export async function refusedWhenUnreadable(decision: Promise<Decision>): Promise<Decision> {
  try {
    return await decision;
  } catch (error) {
    if (!(error instanceof AccessError) || error.reason !== "invalid-policy") throw error;
    return { allowed: false, by: "identity", reason: error.message, statements: [], ignoredContextKeys: [] };
  }
}
