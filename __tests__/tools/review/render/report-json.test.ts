import { claimOf } from "../../../../access/link/probes/probe";
import { openedReport } from "../../../../testing/review-pages/sample-reports";
import { differenceInWords } from "../../../../tools/review/judge/policy-difference";
import { reportJson } from "../../../../tools/review/render/report-json";

test("programs read each request as one question, and each difference as one line", async () => {
  const report = await openedReport();
  const { access, changes } = JSON.parse(reportJson(report)).stacks[0];
  const rows = report.stacks[0]?.access ?? [];
  expect(access.map(({ question }: { question: string }) => question)).toEqual(rows.map(claimOf));
  expect([...new Set(access.flatMap((row: object) => Object.keys(row)))]).toEqual([
    "id",
    "hop",
    "question",
    "expected",
    "answer",
    "reason",
    "quotes",
  ]);
  const { statements = [] } = report.changes.get("analytics") ?? {};
  expect(statements.length).toBeGreaterThan(0);
  expect(changes.statements).toEqual(statements.map(differenceInWords));
});
