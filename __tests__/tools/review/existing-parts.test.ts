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

  test.each([
    ["hop3-service-redshift-amazonaws-com", ["copy role 222222222222 declared"]],
    ["hop3-other-user", ["copy role 222222222222 declared"]],
    ["copy-role-writes-its-policies", ["copy role 222222222222 declared"]],
    ["hop4-copy-role", ["copy role 222222222222 declared", "bucket role 111111111111 hand-off"]],
    ["bucket-role-writes-its-policies", ["bucket role 111111111111 hand-off"]],
    ["hop1-function", undefined],
    [hop2, undefined],
  ])("the roles of the buckets: %s", async (id, assumed) => {
    const { access } = await review(
      existingStack(WITH_BUCKETS, { copyRole: { textFrom: "declared" }, bucketRole: {} }),
    );
    const row = access.find((candidate) => candidate.id === id);
    expect(row?.assumed?.map(({ part, accountId, from }) => `${part} ${accountId} ${from}`)).toEqual(assumed);
  });

  test("a query role and a function of others", async () => {
    const parts = { queryRole: { textFrom: "declared" }, function: {} };
    expect(await assumedIn(parts, "hop1-function")).toEqual([
      ["query role 111111111111 declared", "function 111111111111 hand-off"],
      expect.stringContaining("the query role is as declared by its owner, account 111111111111"),
    ]);
    expect((await assumedIn(parts, hop2))[0]).toBeUndefined();
  });

  test("the picture of the roles of the buckets, on the page and in Mermaid", async () => {
    const stack = await review(existingStack(WITH_BUCKETS, { copyRole: {}, bucketRole: {} }));
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
