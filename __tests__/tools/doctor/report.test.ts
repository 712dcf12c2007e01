import type { CheckStatus } from "../../../tools/doctor/check";
import { exitCodeOf, type Report, reportJson } from "../../../tools/doctor/report";
import { reportText } from "../../../tools/doctor/report-text";
import { runChecks } from "../../../tools/doctor/run-check";

const plain = (_: string, text: string) => text;

function reportOf(...statuses: CheckStatus[]): Report {
  const checks = statuses.map((status, index) => ({
    ...{
      id: `check-${index}`,
      lookedAt: "the thing",
      expected: "all well",
      found: `it is ${status}`,
      status,
    },
    ...(status === "ok" ? {} : { next: "do something" }),
  }));
  return { project: [], links: [{ name: "a", lambdaAccountId: "1", redshiftAccountId: "2", checks }] };
}

it.each<[number, CheckStatus[]]>([
  [0, ["ok", "ok"]],
  [1, ["ok", "problem"]],
  [2, ["ok", "could-not-check"]],
  [1, ["could-not-check", "problem"]],
])("exit code %i for %j", (code, statuses) => {
  expect(exitCodeOf(reportOf(...statuses))).toBe(code);
});

it("text: what is ok in short, everything else with what was found, expected and comes next", () => {
  expect(
    reportText(reportOf("ok", "problem", "could-not-check"), plain),
  ).toBe(`this machine and the links file

link a: lambda account 1 → redshift account 2
  ✓ check-0: it is ok
      looked at  the thing
  ✗ check-1: PROBLEM
      looked at  the thing
      found      it is problem
      expected   all well
      next       do something
  ? check-2: COULD NOT CHECK
      looked at  the thing
      found      it is could-not-check
      expected   all well
      next       do something

1 ok, 1 problem, 1 could not be checked
`);
});

it("JSON: the same, with the exit code", () => {
  const report = reportOf("problem");
  expect(JSON.parse(reportJson(report))).toEqual({
    exitCode: 1,
    summary: "0 ok, 1 problem, 0 could not be checked",
    ...report,
  });
});

it("a check that throws could not be checked, says why, and hides no other", async () => {
  const check = (id: string, run: () => Promise<never> | Promise<{ status: "ok"; found: string }>) => ({
    ...{ id, lookedAt: () => "x", expected: () => "y", run },
  });
  const refused = Object.assign(new Error("no iam:GetRole"), { name: "AccessDenied" });
  const results = await runChecks(
    [
      check("first", () => Promise.reject(refused)),
      check("second", async () => ({ status: "ok", found: "z" })),
    ],
    {},
  );
  expect(results.map(({ id, status, found }) => [id, status, found])).toEqual([
    ["first", "could-not-check", "AccessDenied: no iam:GetRole"],
    ["second", "ok", "z"],
  ]);
});
