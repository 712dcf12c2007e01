import { readPlan } from "../../../access/terraform/plan";
import { stateContents } from "../../../states/local-state";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { storedLinkState, storedResource } from "../../../testing/links/link-state";
import { linkWith } from "../../../testing/links/links";
import { adoptionOf } from "../../../tools/adopt/judge/adoption";
import { outcomeOf } from "../../../tools/adopt/judge/link-adoption";
import { olderStates } from "../../../tools/adopt/judge/older-states";
import { reportText } from "../../../tools/adopt/render/report-text";
import type { StrayState } from "../../../tools/lib/states/stray-states";

/** One entry of `resource_changes`. */
function change(address: string, actions: readonly string[], more: object = {}) {
  const [type, name] = address.split(".");
  const own = { actions, before: null, after: null, after_unknown: {}, ...more };
  return { address, mode: "managed", type, name, change: own };
}

const IMPORTED = [
  change("aws_iam_role.data_role", ["update"], {
    importing: { id: "analytics-data" },
    before: { name: "analytics-data", description: "", path: "/" },
    after: { name: "analytics-data", description: "d", path: "/" },
    after_unknown: { tags_all: true },
  }),
  change("aws_iam_role_policies_exclusive.data_role", ["update"], {
    importing: { id: "analytics-data" },
    before: { role_name: "analytics-data", policy_names: ["by-hand", "redshift-data-api"] },
    after: { role_name: "analytics-data", policy_names: ["redshift-data-api"] },
  }),
  change("aws_iam_role_policy_attachments_exclusive.data_role", ["update"], {
    importing: { id: "analytics-data" },
    before: { role_name: "analytics-data", policy_arns: ["arn:aws:iam::aws:policy/Full"] },
    after: { role_name: "analytics-data", policy_arns: [] },
  }),
];
const REPLACED = change("aws_iam_role.query_role", ["delete", "create"], {
  importing: { id: "analytics-query" },
  before: { path: "/by-hand/" },
  after: { path: "/" },
  replace_paths: [["path"], ["path"]],
});

const planOf = (changes: readonly object[]) =>
  readPlan({ planned_values: { root_module: {} }, resource_changes: changes });

const stray = (name: string, changes: Partial<StrayState> = {}): StrayState => ({
  place: `terraform.${name}.tfstate`,
  linkName: name,
  contents: stateContents(JSON.stringify(storedLinkState(linkWith({ name })))),
  move: `mv terraform.${name}.tfstate terraform.<new name>.tfstate`,
  ...changes,
});

/** The report of a link for which this is planned and these states were found. */
function reported(changes: readonly object[], strays: readonly StrayState[] = [], more: object = {}) {
  const outcome = outcomeOf(adoptionOf(planOf(changes)), olderStates(linkWith(), strays));
  const text = reportText([{ link: "analytics", ...outcome, ...more }], [], (_, plain) => plain);
  return { ...outcome, lines: text.trimEnd().split("\n") };
}

test("says what the next apply takes over, changes, takes away and makes", () => {
  const made = change("aws_iam_role_policy.data_role_redshift_data_api", ["create"]);
  const held = change("aws_lambda_function.query_function", ["no-op"], { before: {}, after: {} });
  const gone = { ...change("data.aws_iam_policy_document.a", ["read"]), mode: "data" };
  const found = reported([...IMPORTED, made, held, gone], [], { wrote: "imports/analytics.tf.json" });
  expect([found.held, found.replaced, found.stops]).toEqual([1, [], []]);
  expect(found.lines).toEqual([
    "link analytics",
    "  ✓ 1 resource in the state; 3 more exist under the link's names",
    "      aws_iam_role.data_role is analytics-data",
    "      aws_iam_role_policies_exclusive.data_role is analytics-data",
    "      aws_iam_role_policy_attachments_exclusive.data_role is analytics-data",
    "    the next apply changes, where it is:",
    "      aws_iam_role.data_role: description, tags_all",
    "      aws_iam_role_policies_exclusive.data_role: policy_names",
    "      aws_iam_role_policy_attachments_exclusive.data_role: policy_arns",
    "    takes away, because the role has exactly the policies that the link declares:",
    "      inline policy by-hand of role analytics-data",
    "      policy arn:aws:iam::aws:policy/Full from role analytics-data",
    "    makes:",
    "      aws_iam_role_policy.data_role_redshift_data_api",
    "    wrote imports/analytics.tf.json, which npm run synth puts into the stack",
    "    next: npm run plan -- analytics; npm run deploy -- analytics; then npm run adopt -- analytics again, which removes the file",
  ]);
});

test("what would be made again stops it, and names the argument", () => {
  const { stops, replaced, lines } = reported([REPLACED]);
  expect([stops, replaced]).toEqual([
    ["replaced"],
    [{ address: "aws_iam_role.query_role", because: ["path"] }],
  ]);
  expect(lines).toEqual([
    "link analytics",
    "  ✗ 0 resources in the state; 1 more exists under the link's names",
    "      aws_iam_role.query_role is analytics-query",
    "    and would destroy and make again, with a time without access:",
    "      aws_iam_role.query_role, for another path: write what exists into the links file",
    "    wrote nothing: correct the links file or what exists, and run npm run adopt -- analytics again",
  ]);
});

test("a parameter of another type stops it, since AWS changes none, and no value is told", () => {
  const parameter = (name: string, type: string, value: string) =>
    change(`aws_ssm_parameter.${name}`, ["update"], {
      importing: { id: `/links/analytics/${name}` },
      before: { name: `/links/analytics/${name}`, type, value },
      after: { name: `/links/analytics/${name}`, type: "SecureString", value: "arn" },
    });
  const { stops, unchangeable, lines } = reported([
    parameter("data_role_arn", "String", "hunter2"),
    parameter("query_role_arn", "SecureString", "hunter2"),
  ]);
  expect([stops, unchangeable]).toEqual([
    ["unchangeable"],
    [{ address: "aws_ssm_parameter.data_role_arn", because: ["type"] }],
  ]);
  expect(lines).toEqual([
    "link analytics",
    "  ✗ 0 resources in the state; 2 more exist under the link's names",
    "      aws_ssm_parameter.data_role_arn is /links/analytics/data_role_arn",
    "      aws_ssm_parameter.query_role_arn is /links/analytics/query_role_arn",
    "    the next apply changes, where it is:",
    "      aws_ssm_parameter.data_role_arn: type, value",
    "      aws_ssm_parameter.query_role_arn: value",
    "    and AWS would refuse to change:",
    "      aws_ssm_parameter.data_role_arn, to another type: remove what exists, so that the apply makes it, or write other names into the links file",
    "    wrote nothing: correct the links file or what exists, and run npm run adopt -- analytics again",
  ]);
});

test("of a renamed link with buckets and parameters, their names are to be kept too", () => {
  const options = { buckets: BUCKETS, ssmOutputs: {} };
  const state = storedLinkState(linkWith({ name: "former" }));
  const role = (name: string, id: string) =>
    storedResource(`aws_iam_role.${name}_role`, "lambda_account", {
      arn: `arn:aws:iam::${id}:role/service/former-${name}`,
    });
  const parameter = storedResource("aws_ssm_parameter.data_role_arn", "lambda_account", {
    arn: "arn:aws:ssm:ap-northeast-1:111111111111:parameter/links/former/data-role-arn",
    name: "/links/former/data-role-arn",
  });
  const more = [role("copy", "222222222222"), role("bucket", "111111111111"), parameter];
  const contents = stateContents(JSON.stringify({ ...state, resources: [...state.resources, ...more] }));
  const keptOf = (link: object) => olderStates(linkWith(link), [stray("former", { contents })])[0]?.keep;
  const own = [
    ["queryRole.name", "former-query"],
    ["dataRole.name", "former-data"],
  ];
  expect(keptOf(options)).toEqual([
    ...own,
    ["copyRole.name", "former-copy"],
    ["bucketRole.name", "former-bucket"],
    ["function.name", "former-query"],
    ["ssmOutputs.path", "/links/former"],
  ]);
  expect(keptOf({})).toEqual([...own, ["function.name", "former-query"]]);
});

test("a state of an older name is named, with what moves it and the names to keep", () => {
  const { stops, lines } = reported([], [stray("former"), stray("mine", { owner: "links.prod.yaml" })]);
  expect(stops).toEqual([]);
  expect(lines).toEqual([
    "link analytics",
    "  ✓ 0 resources in the state; nothing else exists under the link's names",
    "    terraform.former.tfstate is the state of link former, which no links file has, in the same accounts. If analytics is its new name: mv terraform.former.tfstate terraform.analytics.tfstate",
    "      and keep the names, or the next apply makes everything again:",
    "        queryRole.name: former-query",
    "        dataRole.name: former-data",
    "        function.name: former-query",
  ]);
});

test("a state that holds these very resources stops an import into a second one", () => {
  const older = stray("former", {
    contents: stateContents(JSON.stringify(storedLinkState(linkWith()))),
  });
  const { stops, lines } = reported(IMPORTED, [older]);
  expect(stops).toEqual(["in-another-state"]);
  expect(lines.at(-1)).toBe(
    "    wrote nothing: move the state, which has them already, and run npm run adopt -- analytics again",
  );
});

test("states of other accounts, and what cannot be read, are of no older name", () => {
  const elsewhere = linkWith({ lambdaAccount: { id: "333333333333", region: "eu-west-1" } });
  const strays = [
    stray("a", { contents: stateContents(JSON.stringify(storedLinkState(elsewhere))) }),
    stray("b", { contents: stateContents("{") }),
  ];
  expect(olderStates(linkWith(), strays)).toEqual([]);
});

test("a terminal shows the report's styles, and nothing of what a state or an account brings", () => {
  const hostile = "\u001b[2Jgone";
  const adoption = { ...adoptionOf(planOf([])), created: [hostile] };
  const link = { link: "analytics", ...outcomeOf(adoption, []) };
  const text = reportText([link], [hostile], (_, plain) => `\u001b[1m${plain}\u001b[22m`);
  expect(text).toContain("\u001b[1mlink analytics\u001b[22m\n");
  expect(text.replaceAll("\u001b[1m", "").replaceAll("\u001b[22m", "")).not.toContain("\u001b");
});
