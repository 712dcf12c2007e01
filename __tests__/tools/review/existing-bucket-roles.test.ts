import { LinkAnswers } from "../../../access/link/link-answers";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { existingStack } from "../../../testing/links/existing-parts";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareStacks } from "../../../tools/review/judge/comparison/compare-stacks";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";
import { reportMarkdown } from "../../../tools/review/render/report-markdown";
import { reportPage } from "../../../tools/review/render/report-page";

const WITH_BUCKETS = { buckets: BUCKETS };

const review = (json: unknown) => reviewStack("analytics", json, RULES, "2026-06-15", "synth");

test("against: a role of the buckets that gets another owner is told", async () => {
  const answersOf = (parts: Parameters<typeof existingStack>[1]) =>
    new LinkAnswers(readLink(existingStack(WITH_BUCKETS, { function: {}, ...parts })));
  const [own, others] = [answersOf({}), answersOf({ copyRole: {}, bucketRole: {} })];
  const arns = [
    ["copy role", "arn:aws:iam::222222222222:role/analytics-copy"],
    ["bucket role", "arn:aws:iam::111111111111:role/analytics-bucket"],
  ];
  expect(await compareStacks(own, others)).toMatchObject({
    grants: [],
    takesAway: arns.map(
      ([part, arn]) =>
        `the ${part} ${arn} goes, which the link has made: ${arn} is others' now, and no answer about it rests on the stack`,
    ),
  });
  expect(await compareStacks(others, own)).toMatchObject({
    grants: arns.map(
      ([part, arn]) => `the ${part} ${arn} is made by the link now; ${arn} stays with its owner`,
    ),
    takesAway: [],
  });
});

test.each([
  ["hop3-service-redshift-amazonaws-com", ["copy role 222222222222 declared"]],
  ["hop3-other-user", ["copy role 222222222222 declared"]],
  ["copy-role-writes-its-policies", ["copy role 222222222222 declared"]],
  ["hop4-copy-role", ["copy role 222222222222 declared", "bucket role 111111111111 hand-off"]],
  ["bucket-role-writes-its-policies", ["bucket role 111111111111 hand-off"]],
  ["hop1-function", undefined],
  ["hop2-redshift-data-execute-statement-cluster-warehouse", undefined],
])("the roles of the buckets: %s", async (id, assumed) => {
  const { access } = await review(
    existingStack(WITH_BUCKETS, { copyRole: { textFrom: "declared" }, bucketRole: {} }),
  );
  const row = access.find((candidate) => candidate.id === id);
  expect(row?.assumed?.map(({ part, accountId, from }) => `${part} ${accountId} ${from}`)).toEqual(assumed);
});

test("the picture of the roles of the buckets, on the page and in Mermaid", async () => {
  const stack = await review(existingStack(WITH_BUCKETS, { copyRole: {}, bucketRole: {} }));
  const change = { grants: ["x"], takesAway: [], statements: [], unchecked: [] };
  const report = { source: "cdk.tf.json", stacks: [stack], changes: new Map([["analytics", change]]) };
  expect(reportPage(report).match(/class="node [\w-]+ others"/g)).toEqual([
    'class="node copy-role others"',
    'class="node bucket-role others"',
  ]);
  const markdown = reportMarkdown(report);
  expect(markdown.match(/style \w stroke-dasharray: 6 4/g)).toEqual([
    "style C stroke-dasharray: 6 4",
    "style B stroke-dasharray: 6 4",
  ]);
  expect(markdown).toContain(
    `B["bucket role<br/>analytics-bucket<br/>others': assumed, as the hand-off asks"]`,
  );
  expect(markdown).toContain("the copy role in account 222222222222 is others': assumed");
});

describe("a declared text of a role of the buckets is judged as the link's own", () => {
  const told = (part: "copyRole" | "bucketRole") =>
    existingStack(WITH_BUCKETS, { [part]: {} })["//"].existing[part] as {
      trustPolicy: object;
      policies: Record<string, object>;
    };
  const edited = <T extends object>(document: T, change: (text: string) => string): T =>
    JSON.parse(change(JSON.stringify(document)));
  const findingsOf = async (part: "copyRole" | "bucketRole", texts: object) => {
    const stack = existingStack(WITH_BUCKETS, { [part]: { ...texts, textFrom: "declared" } });
    const { findings, unchecked } = await review(stack);
    expect(unchecked).toEqual([]);
    return findings.map(({ rule, address }) => `${rule} at ${address}`);
  };

  test("as asked it has no finding", async () => {
    expect(await findingsOf("copyRole", told("copyRole"))).toEqual([]);
    expect(await findingsOf("bucketRole", told("bucketRole"))).toEqual([]);
  });

  test.each<[string, (text: string) => string]>([
    ["a whole bucket to read", (text) => text.replace("acme-landing/incoming/*", "acme-landing/*")],
    ["a whole bucket to list", (text) => text.replace('"incoming/*"', '"*"')],
    ["a prefix that another begins with", (text) => text.replaceAll("/exports/*", "/exports*")],
    ["any bucket", (text) => text.replaceAll("acme-lake", "*")],
    [
      "to delete below what is read",
      (text) => text.replace('"s3:GetObject"', '["s3:GetObject","s3:DeleteObject"]'),
    ],
    [
      "buckets of any account",
      (text) => text.replace(/,?"StringEquals":\{"aws:ResourceAccount":"\d+"\}/g, ""),
    ],
    [
      "the key from anywhere",
      (text) => text.replace(/,"Condition":\{"StringEquals":\{"kms:ViaService":[^}]*\}\}/, ""),
    ],
  ])("the bucket role may use %s", async (_, change) => {
    const { policies } = told("bucketRole");
    const wider = edited(policies, change);
    expect(wider).not.toEqual(policies);
    const found = await findingsOf("bucketRole", { policies: wider });
    expect(found.filter((line) => line.endsWith("at existing.bucketRole"))).not.toEqual([]);
  });

  test.each<[string, (text: string) => string]>([
    ["without an external id", (text) => text.replace(/,"sts:ExternalId":"[^"]*"/, "")],
    [
      "with any external id",
      (text) => text.replace("dbuser:warehouse/analyst", "*").replace("StringEquals", "StringLike"),
    ],
    ["without the account", (text) => text.replace(/"aws:SourceAccount":"\d+",/, "")],
    [
      "by any service",
      (text) =>
        text.replace(
          '"Service":"redshift.amazonaws.com"',
          '"Service":["redshift.amazonaws.com","glue.amazonaws.com"]',
        ),
    ],
    [
      "by its account",
      (text) => text.replace('"Service":"redshift.amazonaws.com"', '"AWS":"arn:aws:iam::222222222222:root"'),
    ],
  ])("the copy role is assumed %s", async (_, change) => {
    const { trustPolicy } = told("copyRole");
    const wider = edited(trustPolicy, change);
    expect(wider).not.toEqual(trustPolicy);
    const found = await findingsOf("copyRole", { trustPolicy: wider });
    expect(found.filter((line) => line.endsWith("at existing.copyRole"))).not.toEqual([]);
  });

  test.each<[string, string, (text: string) => string]>([
    ["copyRole", "any role", (text) => text.replace(/"arn:aws:iam::\d+:role\/analytics-bucket"/, '"*"')],
    ["copyRole", "a bucket itself", (text) => text.replace('"sts:AssumeRole"', '["sts:AssumeRole","s3:*"]')],
  ])("the %s may use %s", async (part, _, change) => {
    const { policies } = told(part as "copyRole");
    const found = await findingsOf("copyRole", { policies: edited(policies, change) });
    expect(found.filter((line) => line.endsWith("at existing.copyRole"))).not.toEqual([]);
  });

  test("the bucket role trusts a whole account", async () => {
    const { trustPolicy } = told("bucketRole");
    const wider = edited(trustPolicy, (text) => text.replace("role/analytics-copy", "root"));
    const found = await findingsOf("bucketRole", { trustPolicy: wider });
    expect(found.filter((line) => line.endsWith("at existing.bucketRole"))).not.toEqual([]);
  });
});
