import { EmulatorError } from "../emulator/emulator-error";
import { ToolError } from "../tools/lib/terminal/tool-error";

/** What a user of the rehearsal can do about an error of the emulator. */
const ADVICE = {
  PORT_IN_USE: "choose another one with --port, or leave it out",
  POLICY_REFUSED: "correct its document below policyTexts in the links file",
  SCRIPT_REFUSED:
    "correct the statement; it ran as a superuser, where the database users of the links exist already. Nothing was deployed",
} as const;

/** The same error as one for users, with what they can do about it; any other error as it is. */
export function withStartAdvice(error: unknown): unknown {
  if (!(error instanceof EmulatorError)) return error;
  const { code, message } = error;
  // The ARNs of roles and policies have passed the links file's own checks.
  if (code === "ROLE_ARN_INVALID" || code === "POLICY_ARN_INVALID") return error;
  return new ToolError(code, `${message.replace(/\.$/, "")}; ${ADVICE[code]}`, { cause: error });
}
