import { NOT_LOOKED_AT } from "../../../tools/drift/judge/beyond-plan/not-looked-at";
import { type DriftFinding, exitCodeOf, type LinkReport } from "../../../tools/drift/judge/finding";
import { reportJson } from "../../../tools/drift/render/report-json";
import { reportMarkdown } from "../../../tools/drift/render/report-markdown";
import { notLookedAtLine, reportText } from "../../../tools/drift/render/report-text";
import { markdownText } from "../../../tools/lib/report/markdown-text";

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
    "not looked at, whatever is reported above",
    ...NOT_LOOKED_AT.map((entry) => `  ${notLookedAtLine(entry)}`),
    "",
  ]);
});

test.each<[string, readonly LinkReport[]]>([
  ["clean", [CLEAN]],
  ["drift", [DRIFT]],
  ["could not check", [UNCHECKED]],
  ["nothing at all", []],
])("every form of a report says what was not looked at: %s", (_, reports) => {
  const lines = NOT_LOOKED_AT.map(notLookedAtLine);
  const text = reportText(reports, (__, styled) => styled);
  const markdown = reportMarkdown(reports);
  const json = JSON.parse(reportJson(reports));
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter((line) => !text.includes(`\n  ${line}\n`))).toEqual([]);
  expect(lines.filter((line) => !markdown.includes(`\n- ${markdownText(line)}\n`))).toEqual([]);
  expect(json.notLookedAt).toEqual(NOT_LOOKED_AT);
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
