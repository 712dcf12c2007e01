import type { Finding } from "../../../tools/review/judge/finding";
import type { ReviewReport } from "../../../tools/review/judge/report";
import type { StackReview } from "../../../tools/review/judge/review-stack";
import { reportMarkdown } from "../../../tools/review/render/report-markdown";

/** GitHub's limit of a comment. */
const GITHUB_CHARACTERS = 65_536;

const FINDING: Finding = {
  rule: "unexpected-access",
  severity: "error",
  address: "aws_iam_role.data_role",
  message: "the data role can read another cluster",
  fix: "take the statement out",
};
const stack = (name: string, changes: Partial<StackReview> = {}): StackReview => ({
  name,
  access: [],
  findings: [],
  suppressed: [],
  unchecked: [],
  notApplicable: [],
  rulesChecked: 20,
  ...changes,
});
const report = (stacks: readonly StackReview[], changes: Partial<ReviewReport> = {}): ReviewReport => ({
  source: "cdktf.out",
  stacks,
  changes: new Map(),
  ...changes,
});
const LONG = { side: "after", role: "data role", policy: "x".repeat(90_000) } as const;
const NOTHING = { grants: [], takesAway: [], statements: [], unchecked: [] };
const row = (answer: "allowed" | "denied") => ({
  ...{ id: "function-assumes-data-role" as never, hop: 1 as const, expected: "denied" as const },
  ...{ who: "another function", does: "assume the data role" },
  ...{ answer, reason: "because", quotes: [] },
});

test("links without change and finding are one line, with the number of what they suppress", () => {
  const suppression = { rule: "r", address: "a", reason: "why it is so", expires: "2026-12-31" };
  const changes = new Map([["etl", NOTHING]]);
  const suppressed = [{ finding: FINDING, suppression }];
  const stacks = [stack("analytics", { access: [row("denied")] }), stack("etl", { suppressed })];
  expect(reportMarkdown(report(stacks, { changes }))).toBe(
    "# Who can do what\n\n✓ 2 links: nothing found.\n\nNothing changed and nothing found: analytics, etl. (1 finding suppressed)\n",
  );
});

test("the verdict and the findings come first, errors before what could not be checked before warnings", () => {
  const warning: Finding = { ...FINDING, severity: "warning", message: "weak" };
  const found = stack("etl", {
    findings: [warning, FINDING],
    unchecked: [{ what: "hop-1", reason: "unknown" }],
  });
  const changes = new Map([["sales", { ...NOTHING, grants: ["the data role can now delete"] }]]);
  const text = reportMarkdown(report([stack("sales"), stack("quiet"), found], { changes }));
  expect(text.split("\n\n").map((part) => part.split(":")[0])).toEqual([
    "# Who can do what",
    "✗ 1 of 3 links with findings or what could not be checked",
    "Nothing changed and nothing found",
    "- **etl**",
    "- **etl**",
    "- **etl**",
    "## sales",
    expect.stringContaining("0 of 0 needed"),
    "### What the change does",
    expect.stringContaining("It grants"),
    "- the data role can now delete\n".trimEnd(),
    "## etl",
    expect.stringContaining("0 of 0 needed"),
  ]);
  const [, errors, open, warnings] =
    /etl\*\*: (\*\*error).*etl\*\*: (\*\*could).*etl\*\*: (\*\*warning)/s.exec(text) ?? [];
  expect([errors, open, warnings]).toEqual(["**error", "**could", "**warning"]);
});

test("an answer that no rule speaks of is told", () => {
  const text = reportMarkdown(report([stack("etl", { access: [row("allowed"), row("denied")] })]));
  expect(text).toContain("✗ 1 of 1 link");
  expect(text).toContain("- **etl**: another function can assume the data role: ✗ allowed: because");
});

test.each<[string, readonly StackReview[], Partial<ReviewReport>]>([
  [
    "300 links with a finding each",
    Array.from({ length: 300 }, (_, index) => stack(`link-${index}`, { findings: [FINDING] })),
    {},
  ],
  ["one link with thousands", [stack("etl", { findings: Array.from({ length: 3000 }, () => FINDING) })], {}],
  [
    "a change of many statements",
    [stack("etl"), stack("sales", { findings: [FINDING] })],
    { changes: new Map([["etl", { ...NOTHING, statements: [LONG] }]]) },
  ],
  ["3,000 names", Array.from({ length: 3000 }, (_, index) => stack(`a-link-with-a-long-name-${index}`)), {}],
])("fits into a comment, says what is left out, and keeps the verdict: %s", (_, stacks, changes) => {
  const text = reportMarkdown(report(stacks, changes));
  expect(text.length).toBeLessThanOrEqual(GITHUB_CHARACTERS - 1_000);
  expect(text).toMatch(
    /^# Who can do what\n\n(?:\*\*Cut: [^\n]*`index\.html`[^\n]*`review`[^\n]*\n\n)?[✓✗] /,
  );
  const found = stacks.some(({ findings }) => findings.length > 0);
  if (found) expect(text).toContain("**error** `unexpected-access`");
  expect(text.includes("**Cut: ")).toBe(found);
});
