/**
 * Why a request has no valid sender.
 *
 * - `missing`: it is not signed
 * - `unknown`: nobody has this key, or its session token or role is gone
 * - `expired`: the session is over
 * - `signature`: signed with another secret, or changed on the way
 */
export type CredentialProblem = "missing" | "unknown" | "expired" | "signature";

/** A request that is refused before anything is known about its sender; each protocol has its own code for it. */
export class CredentialError extends Error {
  constructor(readonly problem: CredentialProblem) {
    super(`credentials are ${problem}`);
    this.name = "CredentialError";
  }
}
