import { plainLine } from "../../lib/report/plain-line";
import { type Report, verdictOf } from "../judge/report";

type Paint = (style: "red" | "green" | "yellow" | "dim" | "bold", text: string) => string;

/** The report on a terminal: per stack one line of counts, then what needs a reader. */
export function renderSummary(report: Report, paint: Paint): readonly string[] {
  const stacks = report.stacks.flatMap((stack) => {
    const clean = stack.findings.length + stack.unchecked.length === 0;
    const change = report.changes.get(stack.name);
    return [
      `${clean ? paint("green", "✓") : paint("red", "✗")} ${paint("bold", plainLine(stack.name))}: ${verdictOf(stack)}`,
      ...stack.unchecked.map(
        ({ what, reason }) => `  ${paint("red", "could not check")} ${plainLine(`${what}: ${reason}`)}`,
      ),
      ...stack.findings.flatMap(({ rule, severity, address, message, fix }) => [
        `  ${paint(severity === "error" ? "red" : "yellow", severity)} ${plainLine(`${rule} at ${address}`)}`,
        `    ${plainLine(message)}`,
        `    ${paint("dim", `do: ${plainLine(fix)}`)}`,
      ]),
      ...stack.suppressed.map(({ finding, suppression }) =>
        paint(
          "dim",
          plainLine(`  suppressed until ${suppression.expires}: ${finding.rule} at ${finding.address}`),
        ),
      ),
      ...(change === undefined
        ? []
        : [
            ...change.grants.map((line) => `  ${paint("red", "+")} ${plainLine(line)}`),
            ...change.takesAway.map((line) => `  ${paint("green", "-")} ${plainLine(line)}`),
            ...change.statements.map((line) => paint("dim", `  ${plainLine(line)}`)),
            ...change.unchecked.map(
              ({ what, reason }) => `  ${paint("red", "could not check")} ${plainLine(`${what}: ${reason}`)}`,
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
  const { added, gone } = report.links ?? { added: [], gone: [] };
  return [
    ...stacks,
    ...added.map((name) => `${paint("red", "+")} new link ${plainLine(name)}`),
    ...gone.map((name) => `${paint("green", "-")} link gone: ${plainLine(name)}`),
  ];
}
