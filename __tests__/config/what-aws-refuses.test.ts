import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REGIONS } from "../../aws/partition";
import { problemsOfFile, SAMPLE, withLine, withMore } from "../../testing/links/sample-file";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

const BUCKET = "expected 3 to 63 lowercase letters, digits, dots and hyphens, no IP address and no alias";
const KNOWN = "expected one of AWS's regions, as far as this version knows them; did you mean";
const RULE = "arn:aws:events:eu-west-1:111111111111:rule/nightly";
const RESERVED = "which AWS keeps for roles of its own, expected another path; choose one";

const invokers = (service: string, source: string) =>
  `    function: { invokers: [{ name: a, service: ${service}, sourceArn: "${source}" }] }`;

/** What is added to the sample, and the one problem, as far as it is told here. */
const REFUSED: readonly (readonly [string, string])[] = [
  ["    queryRole: { path: /aws-service-role/a/ }", `queryRole.path: is "/aws-service-role/a/", ${RESERVED}`],
  ["    dataRole: { path: /aws-reserved/ }", `dataRole.path: is "/aws-reserved/", ${RESERVED}`],
  ...["192.168.5.4", "a..b", "acme-s3alias", "xn--acme"].map((name): readonly [string, string] => [
    `    backend: { type: s3, bucket: "${name}", region: eu-west-1 }`,
    `backend.bucket: is "${name}", ${BUCKET}`,
  ]),
  [
    "    backend: { type: s3, bucket: states, region: eu-west-4 }",
    `backend.region: is "eu-west-4", ${KNOWN} eu-west-1?`,
  ],
  [
    "    backend: { type: http, address: https://a.example.com/s, unlockAddress: https://a.example.com/s/lock }",
    "backend.unlockAddress: is set without lockAddress, expected both: Terraform would not lock the state",
  ],
  [
    '    function: { environment: { MARK: "a\\0b" } }',
    "function.environment.MARK: is a string, expected text without the character NUL and halves of characters",
  ],
  [
    '    function: { environment: { MARK: "\\ud83d" } }',
    "function.environment.MARK: is a string, expected text without the character NUL and halves of characters",
  ],
  [
    invokers("event.amazonaws.com", RULE),
    'function.invokers[0].service: is "event.amazonaws.com", expected a service that AWS has; did you mean events.amazonaws.com?',
  ],
  [
    invokers("sns.amazonaws.com", RULE),
    `function.invokers[0].sourceArn: is "${RULE}", expected an ARN of sns, for which sns.amazonaws.com invokes; correct one of the two`,
  ],
];

test.each(REFUSED)("what AWS would refuse at the apply is refused with its line: %s", (line, expected) => {
  expect(problemsOfFile(withMore(line))).toEqual([
    expect.stringMatching(
      new RegExp(`^links\\.yaml:13:\\d+ links\\[0\\]\\.${expected.replace(/[[\]?.()]/g, "\\$&")}`),
    ),
  ]);
});

test.each(["PUBLIC", "public"])("%s is the group of all database users, and none of them", (name) => {
  expect(problemsOfFile(withMore(`      dbUser: ${name}`))).toEqual([
    expect.stringMatching(
      /^links\.yaml:13:15 links\[0\]\.target\.dbUser: is "public", expected .*, not PUBLIC; /i,
    ),
  ]);
});

test.each([
  ["ap-northeast-7", "ap-northeast-1"],
  ["xx-east-1", "ap-east-1"],
])("%s is no region, and Terraform would say so at the plan", (region, nearest) => {
  expect(problemsOfFile(withLine(5, `      region: ${region}`))).toEqual([
    `links.yaml:5:15 links[0].lambdaAccount.region: is "${region}", ${KNOWN} ${nearest}?`,
  ]);
});

test.each([
  "    queryRole: { name: theirs, path: /aws-reserved/sso/, existing: true }",
  "    dataRole: { path: /service-role/ }",
  '    function: { environment: { LINES: "a\\nb\\té😀" } }',
  "    backend: { type: http, address: https://a.example.com/s, lockAddress: https://a.example.com/s/lock }",
  invokers("dms.amazonaws.com", "arn:aws:dms:eu-west-1:111111111111:task:a"),
  invokers("s3.amazonaws.com", "arn:aws:s3:::uploads"),
])("what AWS takes is not refused: %s", (line) => {
  expect(problemsOfFile(withMore(line))).toEqual([]);
});

test("the regions are those that the AWS SDK knows in the three partitions", () => {
  const text = readFileSync(
    join(
      PROJECT_ROOT,
      "node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js",
    ),
    "utf8",
  );
  const { partitions } = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  const known = (partitions as readonly { id: string; regions: object }[])
    .filter(({ id }) => ["aws", "aws-cn", "aws-us-gov"].includes(id))
    .flatMap(({ regions }) => Object.keys(regions))
    .filter((name) => !name.endsWith("-global"));
  expect([...REGIONS].sort()).toEqual(known.sort());
});

/** A second link whose state is in the bucket that the first one's SQL uses. */
const stateOf = (key: string) =>
  `${withMore("    buckets: [{ name: shared, copyFrom: [a/, sales/], unloadTo: [sales/] }]")}${SAMPLE.replace(
    "links:\n",
    "",
  ).replace(
    "name: analytics",
    "name: sales",
  )}    backend: { type: s3, bucket: shared, region: eu-west-1${key} }\n`;

test("SQL of no link reaches the state of another one", () => {
  const told = (field: string, at: number, means: string) =>
    `links.yaml:13:${at} links[0].buckets[0].${field}: is "sales/", where the state "sales/terraform.tfstate" of links[1] is, expected a place without one: ${means}; choose another prefix or bucket`;
  expect(problemsOfFile(stateOf(""))).toEqual([
    told("copyFrom[1]", 46, "COPY could read it"),
    told("unloadTo[0]", 66, "UNLOAD could overwrite or delete it"),
  ]);
  expect(problemsOfFile(stateOf(", key: sales.tfstate"))).toEqual([]);
});

test("a bucket is in one region, whoever names it", () => {
  const state = (bucket: string, region: string) =>
    `${withMore("    buckets: [{ name: shared, copyFrom: [a/] }, { name: far, region: us-east-1, copyFrom: [a/] }]")}${SAMPLE.replace("links:\n", "").replace("name: analytics", "name: sales")}    backend: { type: s3, bucket: ${bucket}, region: ${region} }\n`;
  const told = (bucket: string, region: string, other: string) =>
    `links.yaml:25:${44 + bucket.length} links[1].backend.region: says that bucket "${bucket}" is in ${region}, expected one region for it; ${other}, so correct one of the two`;
  expect(problemsOfFile(state("shared", "eu-west-1"))).toEqual([]);
  expect(problemsOfFile(state("shared", "us-east-1"))).toEqual([
    told("shared", "us-east-1", "links[0].buckets[0].name says eu-west-1"),
  ]);
  expect(problemsOfFile(state("far", "eu-west-1"))).toEqual([
    told("far", "eu-west-1", "links[0].buckets[1].region says us-east-1"),
  ]);
});
