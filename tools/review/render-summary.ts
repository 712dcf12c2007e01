import { type Report, verdictOf } from "./report";

type Paint = (style: "red" | "green" | "yellow" | "dim" | "bold", text: string) => string;

/** The report on a terminal: per stack one line of counts, then what needs a reader. */
export function renderSummary(report: Report, paint: Paint): readonly string[] {
  return report.stacks.flatMap((stack) => {
    const clean = stack.findings.length + stack.unchecked.length === 0;
    const change = report.changes.get(stack.name);
    return [
      `${clean ? paint("green", "✓") : paint("red", "✗")} ${paint("bold", stack.name)}: ${verdictOf(stack)}`,
      ...stack.unchecked.map(({ what, reason }) => `  ${paint("red", "could not check")} ${what}: ${reason}`),
      ...stack.findings.flatMap(({ rule, severity, address, message, fix }) => [
        `  ${paint(severity === "error" ? "red" : "yellow", severity)} ${rule} at ${address}`,
        `    ${message}`,
        `    ${paint("dim", `do: ${fix}`)}`,
      ]),
      ...stack.suppressed.map(({ finding, suppression }) =>
        paint("dim", `  suppressed until ${suppression.expires}: ${finding.rule} at ${finding.address}`),
      ),
      ...(change === undefined
        ? []
        : [
            ...change.grants.map((line) => `  ${paint("red", "+")} ${line}`),
            ...change.takesAway.map((line) => `  ${paint("green", "-")} ${line}`),
            ...change.statements.map((line) => paint("dim", `  ${line}`)),
            ...change.unchecked.map(
              ({ what, reason }) => `  ${paint("red", "could not check")} ${what}: ${reason}`,
            ),
            ...(change.grants.length +
              change.takesAway.length +
              change.statements.length +
              change.unchecked.length ===
            0
              ? ["  nothing about access changes"]
              : []),
          ]),
    ];
  });
}
