/**
 * Why the local accounts do not start.
 *
 * - `PORT_IN_USE`: another program listens on the port that was asked for
 * - `ROLE_ARN_INVALID`: a role to start with has no ARN of a role
 * - `POLICY_ARN_INVALID`: a policy to start with has no ARN of a policy
 * - `POLICY_REFUSED`: IAM takes a policy to start with for none
 * - `SCRIPT_REFUSED`: the database of a warehouse refuses a statement of its scripts
 */
type EmulatorErrorCode =
  | "PORT_IN_USE"
  | "ROLE_ARN_INVALID"
  | "POLICY_ARN_INVALID"
  | "POLICY_REFUSED"
  | "SCRIPT_REFUSED";

/** The local accounts cannot start, for a reason that whoever starts them can do something about. */
export class EmulatorError extends Error {
  constructor(
    readonly code: EmulatorErrorCode,
    message: string,
  ) {
    super(message);
    this.name = "EmulatorError";
  }
}

/** What an unexpected error says, for the event that tells of it. */
export function unexpectedText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
