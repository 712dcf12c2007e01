import type { CheckResult, CheckStatus } from "./judge/check";
import { type Correction, correctionPlace } from "./judge/correction";
import { type Report, reportSummary } from "./judge/report";

/** Puts a text into a terminal style, or not. */
export type Styled = (style: "red" | "green" | "yellow" | "dim" | "bold", text: string) => string;

const MARKS: Readonly<Record<CheckStatus, readonly ["red" | "green" | "yellow", string]>> = {
  ok: ["green", "✓"],
  problem: ["red", "✗"],
  "could-not-check": ["yellow", "?"],
};

const LABELS: Readonly<Record<CheckStatus, string>> = {
  ok: "",
  problem: "PROBLEM",
  "could-not-check": "COULD NOT CHECK",
};

/** The report for people: what is ok in two lines, everything else in full. */
export function reportText(report: Report, styled: Styled): string {
  const lines = [
    styled("bold", "this machine and the links file"),
    ...report.project.flatMap((check) => checkLines(check, styled)),
    ...report.links.flatMap(({ name, lambdaAccountId, redshiftAccountId, checks }) => [
      "",
      styled(
        "bold",
        `link ${name}: lambda account ${lambdaAccountId} → redshift account ${redshiftAccountId}`,
      ),
      ...checks.flatMap((check) => checkLines(check, styled)),
    ]),
    "",
    reportSummary(report),
  ];
  return `${lines.join("\n")}\n`;
}

/** Texts of AWS, of the database and of whatever runs as the function: none may steer the reader's terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => (character === "\n" ? character : " "));
}

function checkLines(check: CheckResult, styled: Styled): readonly string[] {
  const { status, id, lookedAt, expected, next, corrections = [] } = check;
  const found = printable(check.found);
  const [color, mark] = MARKS[status];
  const looked = styled("dim", `      looked at  ${lookedAt}`);
  if (status === "ok") return [`  ${styled(color, mark)} ${id}: ${found}`, looked];
  return [
    `  ${styled(color, `${mark} ${id}: ${LABELS[status]}`)}`,
    looked,
    `      found      ${found}`,
    `      expected   ${expected}`,
    ...(next === undefined ? [] : [`      next       ${printable(next)}`]),
    ...corrections.flatMap((correction) => correctionLines(correction)),
  ];
}

function correctionLines(correction: Correction): readonly string[] {
  return [
    `      change     ${correctionPlace(correction)}`,
    `        is         ${printable(correction.is ?? "(absent)")}`,
    `        should be  ${printable(correction.shouldBe ?? "(absent)")}`,
  ];
}
