import { LinkAnswers } from "../../../access/link/link-answers";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { SSM_OUTPUTS } from "../../../testing/links/demanded-link";
import { existingStack } from "../../../testing/links/existing-parts";
import { TARGETS } from "../../../testing/links/links";
import { EXTERNAL_ID } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareStacks } from "../../../tools/review/judge/comparison/compare-stacks";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";
import { reportJson } from "../../../tools/review/render/report-json";
import { reportMarkdown } from "../../../tools/review/render/report-markdown";
import { reportPage } from "../../../tools/review/render/report-page";
import { reportSarif } from "../../../tools/review/render/report-sarif";
import { reportText } from "../../../tools/review/render/report-text";

const WITH_BUCKETS = { buckets: BUCKETS };
const SERVERLESS = { target: TARGETS["serverless-iam"] };

const review = (json: unknown) => reviewStack("analytics", json, RULES, "2026-06-15", "synth");

test.each([
  ["roles only", {}, { function: {} }],
  ["a foreign execution role", {}, { queryRole: {} }],
  ["a foreign execution role that takes one policy", {}, { queryRole: { inlinePolicy: true } }],
  ["only the lambda account ours", {}, { dataRole: {} }],
  ["only the redshift account ours", {}, { queryRole: {}, function: {} }],
  ["the function alone ours", {}, { queryRole: {}, dataRole: {} }],
  ["outputs in Parameter Store, of roles of others", SSM_OUTPUTS, { queryRole: {}, dataRole: {} }],
  ["outputs in Parameter Store, of a function of others", SSM_OUTPUTS, { function: {} }],
  ["buckets, only the lambda account ours", WITH_BUCKETS, { dataRole: {}, copyRole: {} }],
  ["buckets, only the redshift account ours", WITH_BUCKETS, { queryRole: {}, function: {}, bucketRole: {} }],
  ["buckets whose two roles are others'", WITH_BUCKETS, { copyRole: {}, bucketRole: {} }],
  [
    "buckets on a workgroup, trust by name",
    { ...WITH_BUCKETS, ...SERVERLESS, trust: { mode: "account", externalId: EXTERNAL_ID } },
    { copyRole: {} },
  ],
  ["trust by name", { trust: { mode: "account", externalId: EXTERNAL_ID } }, { queryRole: {}, function: {} }],
])("%s is clean", async (_, link, parts) => {
  const { findings, unchecked, access } = await review(existingStack(link, parts));
  expect([findings, unchecked]).toEqual([[], []]);
  expect(access.filter(({ answer, expected }) => answer !== expected)).toEqual([]);
});

test("against: a part that gets another owner is told, whatever the answers are", async () => {
  const answersOf = (parts: Parameters<typeof existingStack>[1]) =>
    new LinkAnswers(readLink(existingStack({}, parts)));
  const [own, others] = [answersOf({ function: {} }), answersOf({ function: {}, dataRole: {} })];
  const arn = "arn:aws:iam::222222222222:role/analytics-data";
  expect(await compareStacks(own, others)).toMatchObject({
    grants: [],
    takesAway: [
      `the data role ${arn} goes, which the link has made: ${arn} is others' now, and no answer about it rests on the stack`,
    ],
  });
  expect(await compareStacks(others, own)).toMatchObject({
    grants: [`the data role ${arn} is made by the link now; ${arn} stays with its owner`],
    takesAway: [],
  });
  const text = JSON.stringify(existingStack({}, { function: {}, dataRole: {} }));
  const elsewhere: unknown = JSON.parse(text.replaceAll("analytics-data", "other-data"));
  const renamed = await compareStacks(others, new LinkAnswers(readLink(elsewhere)));
  expect(renamed.takesAway.filter((line) => line.includes("is replaced"))).toEqual([]);
});

describe("what rests on somebody's word says so", () => {
  const hop2 = "hop2-redshift-data-execute-statement-cluster-warehouse";
  const assumedIn = async (parts: Parameters<typeof existingStack>[1], id: string) => {
    const { access } = await review(existingStack({}, parts));
    const row = access.find((candidate) => candidate.id === id);
    return [row?.assumed?.map(({ part, accountId, from }) => `${part} ${accountId} ${from}`), row?.reason];
  };

  test.each([
    ["hop1-lambda-runs-function", undefined],
    ["hop1-function", ["data role 222222222222 hand-off"]],
    ["hop1-other-role", ["data role 222222222222 hand-off"]],
    ["query-role-data-role", ["data role 222222222222 hand-off"]],
    ["query-role-writes-its-policies", undefined],
    [hop2, ["data role 222222222222 hand-off"]],
  ])("a data role of others: %s", async (id, assumed) => {
    const [found, reason] = await assumedIn({ dataRole: {} }, id);
    expect(found).toEqual(assumed);
    const text = "the data role is assumed, as the hand-off asks the owner of account 222222222222";
    expect(String(reason).includes(text)).toBe(assumed !== undefined);
  });

  test("a query role and a function of others", async () => {
    const parts = { queryRole: { textFrom: "declared" }, function: {} };
    expect(await assumedIn(parts, "hop1-function")).toEqual([
      ["query role 111111111111 declared", "function 111111111111 hand-off"],
      expect.stringContaining("the query role is as declared by its owner, account 111111111111"),
    ]);
    expect((await assumedIn(parts, hop2))[0]).toBeUndefined();
  });

  test("every report, and none holds the external id", async () => {
    const stack = await review(existingStack({}, { queryRole: { textFrom: "declared" }, function: {} }));
    const report = { source: "cdk.tf.json", stacks: [stack], changes: new Map() };
    const texts = [
      reportText(report, (_, text) => text),
      reportMarkdown(report),
      reportPage(report),
      JSON.stringify(reportSarif(report, RULES, () => ({ file: "links.yaml" }))),
    ];
    for (const text of texts) {
      expect(text).toMatch(
        /the query role in account 111111111111 is others(?:'|&#39;): as declared by its owner/,
      );
      expect(text).toMatch(
        /the function in account 111111111111 is others(?:'|&#39;): assumed, as the hand-off asks/,
      );
    }
    const page = texts[2] ?? "";
    expect(page.match(/class="node [\w-]+ others"/g)).toEqual([
      'class="node function others"',
      'class="node query-role others"',
    ]);
    const { stacks } = JSON.parse(reportJson(report));
    expect(stacks[0].assumed).toEqual([
      { part: "query role", accountId: "111111111111", from: "declared" },
      { part: "function", accountId: "111111111111", from: "hand-off" },
    ]);
    expect([...texts, reportJson(report)].filter((text) => text.includes(EXTERNAL_ID))).toEqual([]);
  });

  test("a stack that makes all its parts says nothing of it", async () => {
    const stack = await review(existingStack({}, { function: {} }));
    expect(
      reportMarkdown({ source: "", stacks: [stack], changes: new Map([["analytics", change]]) }),
    ).toContain("style F stroke-dasharray: 6 4");
  });

  const change = { grants: ["x"], takesAway: [], statements: [], unchecked: [] };
});

describe("a declared text that does not allow hop 1 is a finding with its owner and the account", () => {
  const trustPolicy = { Version: "2012-10-17", Statement: [] };

  test.each([
    [
      "dataRole",
      { trustPolicy },
      "the trust policy of the role does not allow it; the data role is as declared by its owner, account 222222222222",
    ],
    [
      "queryRole",
      { policies: {} },
      "no identity policy of the caller allows it; the query role is as declared by its owner, account 111111111111",
    ],
  ])("%s", async (part, text, reason) => {
    const { findings } = await review(existingStack({}, { [part]: { ...text, textFrom: "declared" } }));
    expect(findings.filter(({ message }) => message.startsWith("the function cannot assume"))).toEqual([
      {
        rule: "missing-access",
        severity: "warning",
        address: `existing.${part}`,
        message: expect.stringContaining(reason),
        fix: expect.stringContaining("the part is others': its owner changes it"),
      },
    ]);
  });
});
