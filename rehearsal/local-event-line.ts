import type { EmulatorEvent } from "../emulator/emulator-event";
import { counted } from "../tools/lib/report/counted";

/**
 * One line, a comment for a shell, for what whoever serves the local accounts should know: a failure of theirs where AWS would not
 * have failed, what works in another way than on AWS, and what a warehouse was filled with. Absent: the event is none of these.
 */
export function localEventLine(event: EmulatorEvent): string | undefined {
  switch (event.kind) {
    case "failure":
      return `# The local accounts failed at ${event.service} ${event.operation}: ${firstLine(event.message)}`;
    case "note":
      return `# Note: ${firstLine(event.message)}`;
    case "scripts":
      return `# ${scriptsText(event)}`;
    default:
      return undefined;
  }
}

/** What the scripts of a warehouse did, in words. */
export function scriptsText(event: EmulatorEvent & { readonly kind: "scripts" }): string {
  const { name, scripts, statements, rows } = event;
  return `warehouse ${name}: ${counted(scripts, "script")}, ${counted(statements, "statement")}, ${counted(rows, "row")} written`;
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
