/** Codes of the failures that a user can act on, grouped by what has to be put right. */
export const TOOL_ERROR_CODES = [
  // The links file or its synth
  "SYNTH_FAILED",
  "NOT_SYNTHESIZED",
  // What npm may leave out
  "SIMULATOR_MISSING",
  // Terraform
  "TERRAFORM_MISSING",
  "TERRAFORM_FAILED",
  "TERRAFORM_TIMED_OUT",
  "MIRROR_MISSING",
  "PLATFORM_MISSING",
  // What a command was given to read
  "REVIEW_INPUT",
  "REVIEW_AGAINST",
  "REVIEW_ARCHIVE",
  "NO_PLAN",
  // The deploy policies
  "DEPLOY_POLICY_TOO_LONG",
  // The function of a deployed link
  "NO_CREDENTIALS",
  "FUNCTION_NOT_RUN",
  // What the accounts hold
  "AWS_REFUSED",
  // The local accounts
  "MOTO_MISSING",
  "MOTO_FAILED",
  "SOCKET_PATH_TOO_LONG",
  "PORT_IN_USE",
  "BOUNDARY_UNKNOWN",
  "POLICY_REFUSED",
  "SCRIPT_REFUSED",
  "WAREHOUSE_UNREADABLE",
  // What a rehearsal proves
  "QUERIES_FAILED",
  "POLICY_UNKNOWN",
  "FUNCTION_FAILED",
  "NO_ROWS",
  "STATEMENTS_FAILED",
  "TRANSFER_DIFFERS",
  "DRIFT",
] as const;

type ToolErrorCode = (typeof TOOL_ERROR_CODES)[number];

/** A failure the user can act on: a code by which code tells it apart, and a message that says what to do. */
export class ToolError extends Error {
  constructor(
    readonly code: ToolErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "ToolError";
  }
}
