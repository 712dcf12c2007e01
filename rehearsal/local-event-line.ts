import type { EmulatorEvent } from "../emulator/emulator-event";

/**
 * One line, a comment for a shell, for what whoever serves the local accounts should know: a failure of theirs where AWS would not
 * have failed, and what works in another way than on AWS. Absent: the event is neither.
 */
export function localEventLine(event: EmulatorEvent): string | undefined {
  switch (event.kind) {
    case "failure":
      return `# The local accounts failed at ${event.service} ${event.operation}: ${firstLine(event.message)}`;
    case "note":
      return `# Note: ${firstLine(event.message)}`;
    default:
      return undefined;
  }
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
