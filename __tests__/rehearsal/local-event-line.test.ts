import type { EmulatorEvent } from "../../emulator/emulator-event";
import { localEventLine } from "../../rehearsal/local-event-line";

test.each<[string, EmulatorEvent, string | undefined]>([
  [
    "a failure",
    { kind: "failure", service: "iam", operation: "CreateRole", message: "a\n  at b" },
    "# The local accounts failed at iam CreateRole: a",
  ],
  ["a note", { kind: "note", message: "no Node.js 24 here\nmore" }, "# Note: no Node.js 24 here"],
  [
    "what a warehouse holds",
    { kind: "scripts", accountId: "1", region: "r", name: "sales", scripts: 1, statements: 7, rows: 540 },
    "# warehouse sales: 1 script, 7 statements, 540 rows written",
  ],
  ["a decision", { kind: "assume-role", caller: "c", role: "r", allowed: false, reason: "none" }, undefined],
  ["a start", { kind: "warehouse-start", accountId: "1", region: "r", name: "w" }, undefined],
])("%s is one line that a shell ignores, or none", (_, event, line) => {
  expect(localEventLine(event)).toBe(line);
});
