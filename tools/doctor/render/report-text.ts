import { plainLine, plainText } from "../../lib/report/plain-text";
import { RESULT_MARKS } from "../../lib/terminal/result-mark";
import type { Styled } from "../../lib/terminal/styled";
import type { CheckResult, CheckStatus } from "../judge/check";
import { type Correction, correctionPlace } from "../judge/correction";
import { allChecks, type DoctorReport, summaryOf } from "../judge/report";

const LABELS: Readonly<Record<CheckStatus, string>> = {
  ok: "",
  problem: "PROBLEM",
  "could-not-check": "COULD NOT CHECK",
};

/** The report for people: what is ok in two lines, everything else in full. */
export function reportText(report: DoctorReport, styled: Styled): string {
  const lines = [
    styled("bold", "this machine and the links file"),
    ...report.project.flatMap((check) => checkLines(check, styled)),
    ...report.links.flatMap(({ name, lambdaAccountId, redshiftAccountId, checks }) => [
      "",
      styled(
        "bold",
        plainLine(`link ${name}: lambda account ${lambdaAccountId} → redshift account ${redshiftAccountId}`),
      ),
      ...checks.flatMap((check) => checkLines(check, styled)),
    ]),
    "",
    summaryOf(allChecks(report)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Texts of AWS, of the database and of whatever runs as the function keep their line breaks, and nothing else that acts. */
function checkLines(check: CheckResult, styled: Styled): readonly string[] {
  const { status, id, expected, next, corrections = [] } = check;
  const found = plainText(check.found);
  const [color, mark] = RESULT_MARKS[status];
  const looked = styled("dim", `      looked at  ${plainText(check.lookedAt)}`);
  if (status === "ok") return [`  ${styled(color, mark)} ${id}: ${found}`, looked];
  return [
    `  ${styled(color, `${mark} ${id}: ${LABELS[status]}`)}`,
    looked,
    `      found      ${found}`,
    `      expected   ${plainText(expected)}`,
    ...(next === undefined ? [] : [`      next       ${plainText(next)}`]),
    ...corrections.flatMap(correctionLines),
  ];
}

function correctionLines(correction: Correction): readonly string[] {
  return [
    `      change     ${plainText(correctionPlace(correction))}`,
    `        is         ${plainText(correction.is ?? "(absent)")}`,
    `        should be  ${plainText(correction.shouldBe ?? "(absent)")}`,
  ];
}
