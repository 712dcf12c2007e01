import { importsOwnParts } from "../../../access/terraform/import-blocks";
import { readTerraformStack } from "../../../access/terraform/terraform-stack";
import { DEMANDS, SSM_OUTPUTS } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { existingImports } from "../../../tools/adopt/judge/existing-imports";
import type { LiveParts } from "../../../tools/adopt/read/live-parts";

const NOTHING: LiveParts = {
  role: async () => undefined,
  has: async () => false,
};

/** Addresses of what is imported where this is in the accounts. */
async function imported(live: Partial<LiveParts>): Promise<readonly string[]> {
  const stack = readTerraformStack(new Synth(linkWith({ permissions: { mode: "managed" } })).json);
  return (await existingImports(stack, { ...NOTHING, ...live })).map(({ to }) => to).sort();
}

const FULL_ACCESS = "arn:aws:iam::aws:policy/AmazonRedshiftFullAccess";

test.each<[string, Partial<LiveParts>, readonly string[]]>([
  ["nothing", {}, []],
  [
    "a log group alone",
    { has: async (type, id) => type === "aws_cloudwatch_log_group" && id === "/aws/lambda/analytics-query" },
    ["aws_cloudwatch_log_group.query_function"],
  ],
  [
    "a function",
    { has: async (type, id) => type === "aws_lambda_function" && id === "analytics-query" },
    ["aws_lambda_function.query_function"],
  ],
  [
    "the data role with other policies",
    {
      role: async (side, name) =>
        side === "redshift account" && name === "analytics-data"
          ? { inlineNames: ["other"], managedPolicyArns: ["arn:aws:iam::aws:policy/Other"] }
          : undefined,
    },
    [
      "aws_iam_role.data_role",
      "aws_iam_role_policies_exclusive.data_role",
      "aws_iam_role_policy_attachments_exclusive.data_role",
    ],
  ],
  [
    "both roles with all of their policies",
    {
      role: async (side) =>
        side === "redshift account"
          ? { inlineNames: ["redshift-data-api"], managedPolicyArns: [FULL_ACCESS] }
          : { inlineNames: ["assume-data-role", "write-own-logs"], managedPolicyArns: [] },
    },
    [
      "aws_iam_role.data_role",
      "aws_iam_role.query_role",
      "aws_iam_role_policies_exclusive.data_role",
      "aws_iam_role_policies_exclusive.query_role",
      "aws_iam_role_policy.data_role_redshift_data_api",
      "aws_iam_role_policy.query_role_assume_data_role",
      "aws_iam_role_policy.query_role_write_own_logs",
      "aws_iam_role_policy_attachment.data_role_AmazonRedshiftFullAccess",
      "aws_iam_role_policy_attachments_exclusive.data_role",
      "aws_iam_role_policy_attachments_exclusive.query_role",
    ],
  ],
])("where the accounts hold %s", async (_, live, expected) => {
  expect(await imported(live)).toEqual(expected);
});

test("what a user adds to the other account is not taken for what is in the lambda account", async () => {
  const parameter = (provider: string) => ({
    ...{ address: `aws_ssm_parameter.of_${provider}`, type: "aws_ssm_parameter" },
    ...{ name: `of_${provider}`, ignored: [] },
    block: { name: "/shared", provider: `aws.${provider}` },
  });
  const resources = ["lambda_account", "redshift_account"].map(parameter);
  const found = await existingImports({ resources }, { ...NOTHING, has: async () => true });
  expect(found).toEqual([{ to: "aws_ssm_parameter.of_lambda_account", id: "/shared" }]);
});

test.each([
  ["the function", undefined, "analytics-query/nightly-rule"],
  ["its alias", "live", "analytics-query:live/nightly-rule"],
])(
  "what has a name of its own beside %s is taken over: AWS makes none twice",
  async (_, alias, statement) => {
    const { alias: __, ...demands } = DEMANDS;
    const link = {
      ...SSM_OUTPUTS,
      function: { ...demands, ...(alias === undefined ? {} : { alias: { name: alias } }) },
    };
    const stack = readTerraformStack(new Synth(linkWith(link)).json);
    const there = ["analytics-query/live", statement, "/links/analytics/data-role-arn"];
    const imports = await existingImports(stack, { ...NOTHING, has: async (_, id) => there.includes(id) });
    expect(imports).toEqual(
      expect.arrayContaining([
        { to: "aws_lambda_permission.query_function_nightly_rule", id: statement },
        { to: "aws_ssm_parameter.data_role_arn", id: "/links/analytics/data-role-arn" },
      ]),
    );
    expect(imports.filter(({ to }) => to.startsWith("aws_lambda_alias"))).toEqual(
      alias === undefined ? [] : [{ to: "aws_lambda_alias.query_function", id: "analytics-query/live" }],
    );
    expect(imports).toHaveLength(alias === undefined ? 2 : 3);
    expect(importsOwnParts(imports, stack.resources)).toBe(true);
  },
);

test("what AWS refuses to show is an error, not something that is not there", async () => {
  const denied = () => Promise.reject(new Error("denied"));
  await expect(imported({ role: denied })).rejects.toThrow("denied");
});
