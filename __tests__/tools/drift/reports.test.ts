import { type DriftFinding, exitCodeOf, type LinkReport } from "../../../tools/drift/judge/finding";
import { reportMarkdown } from "../../../tools/drift/render/report-markdown";
import { reportText } from "../../../tools/drift/render/report-text";

const FINDING: DriftFinding = {
  kind: "changed",
  severity: "critical",
  address: "aws_iam_role.data_role",
  account: { id: "222222222222", role: "redshift" },
  attribute: "assume_role_policy",
  summary: "the trust policy of role data was changed",
  before: "old",
  after: "new",
  meaning: ["account 999999999999 can now assume the data role"],
  repair: "the next apply puts it back",
};
const CLEAN: LinkReport = { link: "a", status: "clean", findings: [], unchecked: [] };
const DRIFT: LinkReport = { link: "b", status: "drift", findings: [FINDING], unchecked: [] };
const UNCHECKED: LinkReport = {
  link: "c",
  status: "could-not-check",
  findings: [],
  unchecked: [{ account: { id: "111111111111", role: "lambda" }, reason: "no credentials" }],
};

describe("exitCodeOf", () => {
  it.each<[number, string, LinkReport[]]>([
    [0, "no drift", [CLEAN, CLEAN]],
    [1, "drift in one link", [CLEAN, DRIFT]],
    [2, "one link not checked, whatever the others say", [DRIFT, UNCHECKED, CLEAN]],
    [2, "no link checked at all", []],
  ])("is %d for %s", (code, _, reports) => {
    expect(exitCodeOf(reports)).toBe(code);
  });
});

test("the text names each link, what could not be checked, and every part of a finding", () => {
  expect(reportText([CLEAN, DRIFT, UNCHECKED], (_, text) => text).split("\n")).toEqual([
    "a: no drift",
    "",
    "b: drift, 1 finding",
    "",
    "  critical  the trust policy of role data was changed",
    "    aws_iam_role.data_role.assume_role_policy in redshift account 222222222222",
    "    before: old",
    "    now:    new",
    "    means:  account 999999999999 can now assume the data role",
    "    repair: the next apply puts it back",
    "",
    "c: could not check",
    "  could not check lambda account 111111111111: no credentials",
    "",
  ]);
});

describe("reportMarkdown", () => {
  it("says the same as an issue body", () => {
    const text = reportMarkdown([DRIFT, UNCHECKED]);
    expect(text).toContain("## b: drift (1 finding)");
    expect(text).toContain("- **account 999999999999 can now assume the data role**");
    expect(text).toContain("**Could not check** lambda account 111111111111: no credentials");
  });

  it("lets nothing act that somebody wrote into an account", () => {
    const summary = "inline policy <img src=x> [a](http://b) @team was added";
    const text = reportMarkdown([
      { ...DRIFT, findings: [{ ...FINDING, summary, after: "```\n# big\n````" }] },
    ]);
    expect(text).not.toMatch(/<img|\[a\]\(|@team/);
    expect(text).toContain("`````\n```\n# big\n````\n`````");
  });
});

test("the text starts no line and no terminal sequence that somebody wrote into an account", () => {
  const hostile = "\u001b[2J\n::error::owned ##[error]owned";
  const finding = { ...FINDING, summary: hostile, address: hostile, meaning: [hostile], repair: hostile };
  const report: LinkReport = {
    ...DRIFT,
    link: hostile,
    findings: [{ ...finding, after: `{\n${hostile}\n::warning::x`, meaningUnknown: hostile }],
    unchecked: [{ reason: hostile }],
  };
  const text = reportText([report], (_, styled) => styled);
  expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  expect(text).not.toContain("##[");
  expect(text.split("\n").filter((line) => line.trimStart().startsWith("::"))).toEqual([]);
});
