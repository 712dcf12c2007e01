import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownStateCheck } from "../../states/own-state-check";
import { storedLinkState, storedResource } from "../../testing/links/link-state";
import { BASE, EVERY_AUTH_MODE, linkWith, TARGETS } from "../../testing/links/links";
import { problemsOfFile, SAMPLE } from "../../testing/links/sample-file";

const folder = mkdtempSync(join(tmpdir(), "own-state-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const link = linkWith();
const STATE = storedLinkState(link);
const at = (id: string) => ({
  ...BASE.redshiftAccount,
  id,
  deployRoleArn: `arn:aws:iam::${id}:role/deployer`,
});

/** What is said of a link when this is the file of its state; `undefined`: there is no file. */
function said(content: object | string | undefined, changes: object = {}): readonly string[] {
  const file = join(folder, "terraform.analytics.tfstate");
  rmSync(file, { force: true });
  if (content !== undefined) {
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  return ownStateCheck(folder)(linkWith(changes)).map(({ path, message }) => `${path}: ${message}`);
}

const refusal = (held: string) =>
  `name: is "analytics", expected a name whose state is of the link's accounts; terraform.analytics.tfstate holds ${held}; each environment needs a state of its own: give this link another name, or run it in another checkout or with another backend. Only if the link itself moves to other accounts: npm run destroy -- analytics with the old ones first`;

test.each<[string, object, string]>([
  [
    "another redshift account",
    { redshiftAccount: at("333333333333") },
    "aws_iam_role.data_role in account 222222222222, not in redshift account 333333333333",
  ],
  [
    "another lambda account",
    { lambdaAccount: at("333333333333") },
    "aws_iam_role.query_role in account 111111111111, not in lambda account 333333333333 and 1 more",
  ],
  [
    "its accounts the other way round",
    { lambdaAccount: at("222222222222"), redshiftAccount: at("111111111111") },
    "aws_iam_role.data_role in account 222222222222, not in redshift account 111111111111 and 2 more",
  ],
  [
    "another partition",
    {
      lambdaAccount: { id: "111111111111", region: "cn-north-1", profile: "l" },
      redshiftAccount: { id: "222222222222", region: "cn-north-1", profile: "r" },
    },
    "aws_iam_role.data_role in account 222222222222 of partition aws, not in redshift account 222222222222 of partition aws-cn and 2 more",
  ],
])("a link of %s than its state is refused, and the state names what it holds", (_, changes, held) => {
  expect(said(STATE, changes)).toEqual([refusal(held)]);
});

test("a resource of no provider of the link's, or of a module, is in either of its accounts or refused", () => {
  const arn = (id: string) => ({ arn: `arn:aws:sqs:eu-west-1:${id}:queue` });
  const one = (alias: string, id: string, more: object = {}) => ({
    ...STATE,
    resources: [{ ...storedResource("aws_sqs_queue.own", alias, arn(id)), ...more }],
  });
  expect(said(one("own", "111111111111"))).toEqual([]);
  expect(said(one("own", "222222222222"))).toEqual([]);
  const held = "aws_sqs_queue.own in account 444444444444, not in account 111111111111 or 222222222222";
  expect(said(one("own", "444444444444"))).toEqual([refusal(held)]);
  expect(said(one("own", "444444444444", { module: "module.m" }))).toEqual([refusal(`module.m.${held}`)]);
});

test("of a resource that is being replaced, both objects count", () => {
  const role = (id: string, more: object = {}) => ({
    schema_version: 0,
    attributes: { arn: `arn:aws:iam::${id}:role/analytics-data` },
    ...more,
  });
  const resource = {
    ...storedResource("aws_iam_role.data_role", "redshift_account", {}),
    instances: [role("222222222222"), role("333333333333", { deposed: "00000000" })],
  };
  expect(said({ ...STATE, resources: [resource] })).toEqual([
    refusal("aws_iam_role.data_role in account 333333333333, not in redshift account 222222222222"),
  ]);
});

test.each<[string, object | string | undefined]>([
  ["no state", undefined],
  ["an empty file", ""],
  ["a state whose resources are all gone", { ...STATE, resources: [] }],
  ["a state of resources without an instance", { ...STATE, resources: [{ mode: "managed", instances: [] }] }],
  ["a state that OpenTofu encrypted", { serial: 1, lineage: "a", encrypted_data: "AAAA" }],
  ["a state of another format", { version: 3, modules: [] }],
  ["a state of a format to come", { ...STATE, version: 5 }],
  ["what is no state", "not JSON"],
])("%s is no reason to refuse a link", (_, content) => {
  expect(said(content, { redshiftAccount: at("333333333333") })).toEqual([]);
});

test.each(EVERY_AUTH_MODE)("the state of a link of auth mode %s is its own", (mode) => {
  expect(said(storedLinkState(linkWith({ target: TARGETS[mode] })), { target: TARGETS[mode] })).toEqual([]);
});

test.each<[string, object]>([
  [
    "another target in the same account",
    { target: { cluster: "other", database: "prod", dbUser: "reader" } },
  ],
  [
    "other names of its parts",
    { function: { name: "ff" }, queryRole: { name: "q" }, dataRole: { name: "d" } },
  ],
  [
    "its state in S3",
    { redshiftAccount: at("333333333333"), backend: { type: "s3", bucket: "states", region: "eu-west-1" } },
  ],
])("a link with %s is not refused", (_, changes) => {
  expect(said(STATE, changes)).toEqual([]);
});

test("a link within one account keeps its state", () => {
  const one = { sameAccount: true, redshiftAccount: at("111111111111") };
  expect(said(storedLinkState(linkWith(one)), one)).toEqual([]);
});

test("the links file is refused at the link's name, with the state of another file's link", () => {
  writeFileSync(join(folder, "terraform.analytics.tfstate"), JSON.stringify(STATE));
  const other = SAMPLE.replace("222222222222", "333333333333").replaceAll("eu-west-1", "ap-northeast-1");
  expect(problemsOfFile(other, { checks: [ownStateCheck(folder)] })).toEqual([
    `links.yaml:2:11 links[0].${refusal("aws_iam_role.data_role in account 222222222222, not in redshift account 333333333333")}`,
  ]);
});
