import type { EmulatorEvent } from "../emulator/emulator-event";

/** One line, a comment for a shell, for a failure of the local accounts where AWS would not have failed. */
export function localFailureLine({
  service,
  operation,
  message,
}: Extract<EmulatorEvent, { readonly kind: "failure" }>): string {
  const [reason = ""] = message.split("\n");
  return `# The local accounts failed at ${service} ${operation}: ${reason}`;
}
