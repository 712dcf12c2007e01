import { LinkAnswers } from "../../../access/link/link-answers";
import { EXTERNAL_ID, stackWith } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareStacks } from "../../../tools/review/judge/comparison/compare-stacks";
import { differenceInWords } from "../../../tools/review/judge/policy-difference";
import { exitCodeOf, type ReviewReport } from "../../../tools/review/judge/report";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import type { Rule } from "../../../tools/review/judge/rule";
import { RULES } from "../../../tools/review/judge/rule-list";
import { reportJson } from "../../../tools/review/render/report-json";
import { reportMarkdown } from "../../../tools/review/render/report-markdown";
import { reportPage } from "../../../tools/review/render/report-page";
import { reportSarif } from "../../../tools/review/render/report-sarif";
import { reportText } from "../../../tools/review/render/report-text";

const answers = (json: unknown) => new LinkAnswers(readLink(json));
const TODAY = "2026-06-15";
const review = (json: unknown, rules: readonly Rule[] = RULES) =>
  reviewStack("analytics", json, rules, TODAY, "synth");
const reportOf = (stack: Awaited<ReturnType<typeof review>>): ReviewReport => ({
  source: "cdk.tf.json",
  stacks: [stack],
  changes: new Map(),
});
const place = (stack: string, { address }: { readonly address: string }) => ({
  file: `cdktf.out/stacks/${stack}/cdk.tf.json`,
  line: address.length,
});
const suppress = (more: object = {}) => ({
  rule: "missing-external-id",
  address: "aws_iam_role.data_role",
  reason: "both accounts are ours alone",
  expires: "2026-12-31",
  ...more,
});
// cdktf's test kit drops what stands under `//`; that a real synth keeps it is tested in integration/review.
const unsafe = (suppressions: object[]) => stackWith({ trust: {} }, ["//.review.suppress", suppressions]);

test("the sample link is clean, with every request answered", async () => {
  const stack = await review(stackWith({}));
  expect([stack.findings, stack.unchecked]).toEqual([[], []]);
  expect(stack.access.filter(({ answer, expected }) => answer !== expected)).toEqual([]);
  expect(stack.access.length).toBeGreaterThan(40);
  expect(exitCodeOf(reportOf(stack))).toBe(0);
});

test("every allowed answer quotes the statement that allows it", async () => {
  const { access } = await review(stackWith({}));
  const allowed = access.filter(({ answer }) => answer === "allowed");
  expect(allowed.filter(({ quotes }) => quotes.length === 0)).toEqual([]);
});

test.each<[string, object[], string[], number]>([
  ["none", [], ["missing-external-id"], 0],
  ["one that holds", [suppress()], [], 1],
  ["one on its last day", [suppress({ expires: TODAY })], [], 1],
  [
    "one that expired",
    [suppress({ expires: "2026-06-14" })],
    ["missing-external-id", "suppression-expired"],
    0,
  ],
  [
    "one of another address",
    [suppress({ address: "aws_iam_role.query_role" })],
    ["missing-external-id", "suppression-unused"],
    0,
  ],
  [
    "one of another rule",
    [suppress({ rule: "wildcard-action" })],
    ["missing-external-id", "suppression-unused"],
    0,
  ],
])("suppressions: %s", async (_, suppressions, found, suppressed) => {
  const stack = await review(unsafe(suppressions));
  expect(stack.findings.map(({ rule }) => rule)).toEqual(found);
  expect(stack.suppressed).toHaveLength(suppressed);
  expect(exitCodeOf(reportOf(stack))).toBe(found.length === 0 ? 0 : 1);
});

test.each<[string, string | undefined, string[]]>([
  ["no message", undefined, ["unexpected-access", "unexpected-access", "suppression-unused"]],
  ["the message of one of them", "another function with the query role", ["unexpected-access"]],
  [
    "another message",
    "the query role of another link",
    ["unexpected-access", "unexpected-access", "suppression-unused"],
  ],
])("a finding that opens access is accepted by its message only: %s", async (_, message, found) => {
  const accepted = {
    ...suppress({ rule: "unexpected-access" }),
    ...(message === undefined ? {} : { message }),
  };
  const trust = { externalId: EXTERNAL_ID, bindToFunction: false };
  const stack = await review(stackWith({ trust }, ["//.review.suppress", [accepted]]));
  expect(stack.findings.map(({ rule }) => rule)).toEqual(found);
});

test.each<[string, string | undefined, string[]]>([
  ["that two errors hold", "can assume the data role", ["suppression-too-wide"]],
  ["of nothing", "", ["suppression-unused"]],
  ["of white space", "  ", ["suppression-unused"]],
])("a suppression never hides a second error: a message %s", async (_, message, more) => {
  const trust = { externalId: EXTERNAL_ID, bindToFunction: false };
  const accepted = { ...suppress({ rule: "unexpected-access" }), message };
  const stack = await review(stackWith({ trust }, ["//.review.suppress", [accepted]]));
  expect(stack.findings.map(({ rule }) => rule)).toEqual(["unexpected-access", "unexpected-access", ...more]);
});

test("a suppression without a message, empty or of white space, accepts a warning only without one", async () => {
  const stack = await review(unsafe([suppress({ message: "" })]));
  expect(stack.findings.map(({ rule }) => rule)).toEqual(["missing-external-id", "suppression-unused"]);
});

test("a suppression whose last day is no day is over", async () => {
  const stack = await review(unsafe([suppress({ expires: "never" })]));
  expect(stack.findings.map(({ rule }) => rule)).toEqual(["missing-external-id", "suppression-expired"]);
});

test.each<[string, object, string]>([
  ["a message of a few letters", { message: "external" }, "suppression-unused"],
  ["no reason", { reason: "" }, "suppression-unused"],
  ["a day that no calendar has", { expires: "9999-99-99" }, "suppression-expired"],
])("a suppression that links.yaml would refuse accepts nothing: %s", async (_, more, rule) => {
  const stack = await review(unsafe([suppress(more)]));
  expect(stack.findings.map((finding) => finding.rule)).toEqual(["missing-external-id", rule]);
});

test("what was accepted as not read hides nothing else that is not read there", async () => {
  const address = "aws_lambda_function.query_function";
  const message = "variable NODE_OPTIONS may load is not read";
  const more = [`resource.${address}.connection`, { type: "ssh" }] as const;
  const options = [`resource.${address}.environment.variables.NODE_OPTIONS`, "--enable-source-maps"] as const;
  const accepted = (which: object) =>
    ["//.review.suppress", [suppress({ rule: "unread-part", address, ...which })]] as const;
  const rules = async (...edits: (readonly [string, unknown])[]) =>
    (await review(stackWith({}, ...edits))).findings.map(({ rule }) => rule);
  expect(await rules(options, accepted({ message }))).toEqual([]);
  expect(await rules(options, more, accepted({ message }))).toEqual(["unread-part"]);
  expect(await rules(options, more, accepted({}))).toEqual([
    "unread-part",
    "unread-part",
    "suppression-unused",
  ]);
});

test("a rule that throws could not check, and its suppression is not called unused", async () => {
  const [first] = RULES;
  if (first === undefined) throw new Error("there is no rule");
  const broken: Rule = {
    ...first,
    id: "broken",
    needs: "stack",
    check: () => {
      throw new Error("no answer");
    },
  };
  const stack = await review(unsafe([suppress({ rule: "broken" })]), [broken]);
  expect(stack.unchecked).toEqual([{ what: "broken", reason: "no answer" }]);
  expect(stack.findings).toEqual([]);
  expect(exitCodeOf(reportOf(stack))).toBe(2);
});

test("a link with an unknown policy is not clean: what needs it could not be checked", async () => {
  const document = "data.aws_iam_policy_document.data_role_trust.statement.0.principals.0.identifiers";
  const stack = await review(stackWith({}, [document, ["${aws_iam_user.someone.arn}"]]));
  expect(stack.findings.map(({ rule }) => rule)).toEqual(["policy-not-known"]);
  expect(stack.unchecked.map(({ what }) => what)).toEqual([
    "link",
    ...RULES.filter(({ needs }) => needs === "link").map(({ id }) => id),
  ]);
  expect(exitCodeOf(reportOf(stack))).toBe(2);
});

test("no output holds the external id", async () => {
  const managed = stackWith({ trust: { externalId: EXTERNAL_ID }, permissions: { mode: "managed" } });
  const before = answers(stackWith({ trust: { externalId: "another-word" } }));
  const changes = new Map([["analytics", await compareStacks(before, answers(managed))]]);
  const report = { ...reportOf(await review(managed)), changes };
  const outputs = [
    reportPage(report),
    reportMarkdown(report),
    JSON.stringify(reportSarif(report, RULES, place)),
    reportJson(report),
    reportText(report, (_, text) => text),
  ];
  for (const output of outputs) {
    expect(output).toContain("AmazonRedshiftFullAccess");
    expect(output).not.toMatch(new RegExp(`${EXTERNAL_ID}|another-word`));
  }
});

test("against: what a change grants and takes away, in words", async () => {
  const document = "data.aws_iam_policy_document.data_role_redshift_data_api.statement.2.resources";
  const arn = "arn:aws:redshift:ap-northeast-1:222222222222:";
  const after = stackWith({}, [document, [`${arn}dbname:warehouse/dev`, `${arn}dbuser:warehouse/etl`]]);
  const change = await compareStacks(answers(stackWith({})), answers(after));
  expect(change).toMatchObject({
    grants: [
      "the data role can now read as db user `etl`",
      `statement ConnectAsDbUser of redshift-data-api lets the data role redshift:GetClusterCredentials on ${arn}dbuser:warehouse/etl`,
    ],
    takesAway: ["the data role can no longer read as db user `analyst`"],
    unchecked: [],
  });
  expect(change.statements.map((difference) => differenceInWords(difference).slice(0, 31))).toEqual([
    "- data role: redshift-data-api:",
    "+ data role: redshift-data-api:",
  ]);
});

test("against: what no question asks about is a grant too", async () => {
  const trust = "data.aws_iam_policy_document.data_role_trust.statement.1";
  const user = { type: "AWS", identifiers: ["arn:aws:iam::222222222222:user/mallory"] };
  const after = stackWith({}, [trust, { sid: "More", actions: ["sts:AssumeRole"], principals: [user] }]);
  const [was, is] = [answers(stackWith({})), answers(after)];
  const words =
    "statement More of trust policy lets AWS principal arn:aws:iam::222222222222:user/mallory assume the data role";
  expect(await compareStacks(was, is)).toMatchObject({ grants: [words], takesAway: [], unchecked: [] });
  expect(await compareStacks(is, was)).toMatchObject({ grants: [], takesAway: [`no longer: ${words}`] });
});

test("SARIF: every result with its rule, its level and its place", async () => {
  const report = reportOf(await review(unsafe([suppress({ rule: "wildcard-action" })])));
  const { runs } = reportSarif(report, RULES, place);
  const results = runs.flatMap(({ tool, results = [] }) =>
    results.map(({ ruleId, ruleIndex, level, message, locations }) => {
      expect(tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
      expect(message.text).toMatch(/\.$/);
      return [ruleId, level, locations?.[0]?.physicalLocation];
    }),
  );
  const at = (startLine: number) => ({
    artifactLocation: { uri: "cdktf.out/stacks/analytics/cdk.tf.json" },
    region: { startLine },
  });
  const line = "aws_iam_role.data_role".length;
  expect(results).toEqual([
    ["missing-external-id", "warning", at(line)],
    ["suppression-unused", "warning", at(line)],
  ]);
});

test("names from the stack stay text in the page", async () => {
  const name = "resource.aws_iam_role.data_role.name";
  const page = reportPage(reportOf(await review(stackWith({}, [name, "<script>alert(1)</script>"]))));
  expect(page).not.toContain("<script");
});
