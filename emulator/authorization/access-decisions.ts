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
