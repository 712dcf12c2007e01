import type { CheckId, CheckResult, CheckStatus } from "../../../tools/doctor/judge/check";
import type { Correction } from "../../../tools/doctor/judge/correction";
import { type DoctorReport, exitCodeOf } from "../../../tools/doctor/judge/report";
import { runChecks } from "../../../tools/doctor/judge/run-check";
import { reportJson } from "../../../tools/doctor/render/report-json";
import { reportText } from "../../../tools/doctor/render/report-text";
import type { Styled } from "../../../tools/lib/terminal/styled";

const IDS = ["hop-1", "hop-2", "target"] as const;
const plain: Styled = (_, text) => text;

function reportOf(...statuses: CheckStatus[]): DoctorReport {
  const checks: CheckResult[] = statuses.map((status, index) => ({
    ...{
      id: IDS[index] ?? "links",
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
  ✓ hop-1: it is ok
      looked at  the thing
  ✗ hop-2: PROBLEM
      looked at  the thing
      found      it is problem
      expected   all well
      next       do something
  ? target: COULD NOT CHECK
      looked at  the thing
      found      it is could-not-check
      expected   all well
      next       do something

1 ok, 1 problem, 1 could not be checked
`);
});

it("text: each line to change with its place, as it is and as it should be", () => {
  const place = { accountId: "222222222222", account: "redshift account", role: "data" } as const;
  const corrections: Correction[] = [
    { ...place, policy: "trust policy", statement: "TrustRole", is: "one", shouldBe: "two" },
    { ...place, policy: "attached policies", is: "three" },
    { ...place, policy: "permissions boundary", shouldBe: "four" },
  ];
  const [link] = reportOf("problem").links;
  const checks = (link?.checks ?? []).map((check) => ({ ...check, corrections }));
  const text = reportText({ project: [], links: link ? [{ ...link, checks }] : [] }, plain);
  expect(text.slice(text.indexOf("      change"), text.indexOf("\n\n0 ok"))).toBe(
    [
      "      change     account 222222222222 (redshift account), role data, trust policy, statement TrustRole",
      "        is         one",
      "        should be  two",
      "      change     account 222222222222 (redshift account), role data, attached policies",
      "        is         three",
      "        should be  (absent)",
      "      change     account 222222222222 (redshift account), role data, permissions boundary",
      "        is         (absent)",
      "        should be  four",
    ].join("\n"),
  );
});

it("text: what others wrote cannot steer the terminal", () => {
  const [link] = reportOf("problem").links;
  const [check] = link?.checks ?? [];
  const evil = "a\u001b[2Jb\u009bc\rd\u202ee##[f]\n::g";
  const place = { accountId: "1", account: "lambda account", role: evil, policy: evil } as const;
  const corrections: Correction[] = [{ ...place, statement: evil, is: evil, shouldBe: evil }];
  const checks = check
    ? [{ ...check, lookedAt: evil, found: evil, expected: evil, next: evil, corrections }]
    : [];
  const text = reportText({ project: checks, links: [] }, plain);
  expect(text.match(/[^\n\P{Cc}]|\p{Cf}|##\[|^\s*::/gmu)).toBeNull();
  expect(text.match(/a \[2Jb c d e## \[f\]\n: :g/g)).toHaveLength(9);
});

it("the project's own checks count as the links' do", () => {
  const { links } = reportOf("ok");
  const [check] = reportOf("problem").links[0]?.checks ?? [];
  const report = { project: check ? [check] : [], links };
  expect([exitCodeOf(report), reportText(report, plain)]).toEqual([
    1,
    expect.stringMatching(
      /^this machine and the links file\n {2}✗ hop-1: PROBLEM\n[\s\S]*\n\n1 ok, 1 problem, 0 could/,
    ),
  ]);
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
  const check = (id: CheckId, run: () => Promise<never> | Promise<{ status: "ok"; found: string }>) => ({
    ...{ id, lookedAt: () => "x", expected: () => "y", run },
  });
  const refused = Object.assign(new Error("no iam:GetRole"), { name: "AccessDenied" });
  const results = await runChecks(
    [
      check("hop-1", () => Promise.reject(refused)),
      check("hop-2", async () => ({ status: "ok", found: "z" })),
    ],
    {},
  );
  expect(results.map(({ id, status, found }) => [id, status, found])).toEqual([
    ["hop-1", "could-not-check", "AccessDenied: no iam:GetRole"],
    ["hop-2", "ok", "z"],
  ]);
});
