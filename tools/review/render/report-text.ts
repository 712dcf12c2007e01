import { plainLine } from "../../lib/report/plain-text";
import type { Styled } from "../../lib/terminal/styled";
import { differenceInWords } from "../judge/policy-difference";
import { type ReviewReport, verdictOf } from "../judge/report";
import type { StackReview } from "../judge/review-stack";
import { assumedLines } from "./assumed-in-words";
import { queriesInWords, querySignature, readableQueries } from "./queries-in-words";

/** The report on a terminal: per stack one line of counts, then what needs a reader. */
export function reportText(report: ReviewReport, styled: Styled): string {
  const stacks = report.stacks.flatMap((stack) => {
    const clean = stack.findings.length + stack.unchecked.length === 0;
    const change = report.changes.get(stack.name);
    return [
      `${clean ? styled("green", "✓") : styled("red", "✗")} ${styled("bold", plainLine(stack.name))}${ofPlan(stack)}: ${verdictOf(stack)}`,
      ...assumedLines(stack).map((line) => `  ${styled("yellow", plainLine(line))}`),
      ...queryLines(stack).map((line) => styled("dim", `  ${plainLine(line)}`)),
      ...stack.unchecked.map(
        ({ what, reason }) => `  ${styled("red", "could not check")} ${plainLine(`${what}: ${reason}`)}`,
      ),
      ...stack.findings.flatMap(({ rule, severity, address, message, fix }) => [
        `  ${styled(severity === "error" ? "red" : "yellow", severity)} ${plainLine(`${rule} at ${address}`)}`,
        `    ${plainLine(message)}`,
        `    ${styled("dim", `do: ${plainLine(fix)}`)}`,
      ]),
      ...stack.suppressed.map(({ finding, suppression }) =>
        styled(
          "dim",
          plainLine(`  suppressed until ${suppression.expires}: ${finding.rule} at ${finding.address}`),
        ),
      ),
      ...(change === undefined
        ? []
        : [
            ...change.grants.map((line) => `  ${styled("red", "+")} ${plainLine(line)}`),
            ...change.takesAway.map((line) => `  ${styled("green", "-")} ${plainLine(line)}`),
            ...change.statements.map((difference) =>
              styled("dim", `  ${plainLine(differenceInWords(difference))}`),
            ),
            ...change.unchecked.map(
              ({ what, reason }) =>
                `  ${styled("red", "could not check")} ${plainLine(`${what}: ${reason}`)}`,
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
  const lines = [
    ...stacks,
    ...added.map((name) => `${styled("red", "+")} new link ${plainLine(name)}`),
    ...gone.map((name) => `${styled("green", "-")} link gone: ${plainLine(name)}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** What the function runs, where it is not any SQL. */
function queryLines({ namedQueries, code }: StackReview): readonly string[] {
  if (namedQueries === undefined) return [];
  return [
    queriesInWords(namedQueries, code),
    ...readableQueries(namedQueries).map((query) => `  ${querySignature(query)}`),
  ];
}

function ofPlan({ planFile }: StackReview): string {
  return planFile === undefined ? "" : ` in ${plainLine(planFile)}`;
}
