import type { Decision } from "../../../access/iam/decision";
import { accessRequest } from "../../../access/link/access-request";
import { settingsOf } from "../../../access/link/link-access";
import {
  type AssumeDataRole,
  type CallAsDataRole,
  FUNCTION_ASSUMES_DATA_ROLE,
} from "../../../access/link/question";
import {
  allowStatement,
  DATA_ROLE,
  identity,
  linkStack,
  policy,
  REDSHIFT_ACCOUNT,
} from "../../../testing/access/decisions";
import { functionTrust, hop1, hop2 } from "../../../testing/access/hop-decisions";
import { readLink } from "../../../tools/lib/link/read-link";

const REGIONS = ["eu-west-1", "cn-north-1", "us-gov-west-1"];

/** The fixture with some members replaced: `["resource.aws_iam_role.data_role.path", "/x/"]`. */
function changed(...changes: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const stack = linkStack();
  for (const [path, value] of changes) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const parent = keys.reduce<Record<string, unknown>>(
      (object, key) => object[key] as Record<string, unknown>,
      stack,
    );
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return stack;
}

test("finds both roles and the function", () => {
  const link = readLink(linkStack());
  expect([link.queryRole.arn, link.dataRole.arn, link.queryFunction.arn]).toEqual([
    "arn:aws:iam::111111111111:role/link/query",
    "arn:aws:iam::222222222222:role/link/data",
    "arn:aws:lambda:eu-west-1:111111111111:function:analytics",
  ]);
  const { roleSessionName, externalId } = settingsOf(link);
  expect([roleSessionName, externalId]).toEqual(["analytics", "shared-word"]);
});

test("a link without external id sends none", () => {
  const variables = "resource.aws_lambda_function.query_function.environment.variables";
  const link = readLink(changed([`${variables}.EXTERNAL_ID`, undefined]));
  expect(settingsOf(link)).not.toHaveProperty("externalId");
  expect(accessRequest(link, FUNCTION_ASSUMES_DATA_ROLE).context).not.toHaveProperty("sts:ExternalId");
});

test("an empty variable is none, as it is to the function", async () => {
  const variables = "resource.aws_lambda_function.query_function.environment.variables";
  const link = readLink(changed([`${variables}.EXTERNAL_ID`, ""], [`${variables}.ROLE_SESSION_NAME`, ""]));
  const { roleSessionName, externalId } = settingsOf(link);
  expect([roleSessionName, externalId]).toEqual(["analytics", undefined]);
  expect(accessRequest(link, FUNCTION_ASSUMES_DATA_ROLE).context).not.toHaveProperty("sts:ExternalId");
});

const OTHER_FUNCTION = "arn:aws:lambda:eu-west-1:111111111111:function:other";
const query = (policies?: ReturnType<typeof identity>): AssumeDataRole => ({
  caller: { roleName: "link/query", ...(policies === undefined ? {} : { policies }) },
});

test.each<[string, AssumeDataRole, Decision["by"]]>([
  ["the function", {}, "allowed"],
  ["another function with the query role", { sourceFunctionArn: OTHER_FUNCTION }, "identity"],
  ["the query role outside Lambda", { sourceFunctionArn: null }, "identity"],
  ["a wrong external id", { externalId: "guess" }, "trust"],
  ["no external id", { externalId: null }, "trust"],
  ["another session name", { sessionName: "other" }, "allowed"],
  ["another role that may assume anything", { caller: { roleName: "other" } }, "trust"],
  ["the query role's name at another path", { caller: { roleName: "query" } }, "trust"],
  [
    "the same role name in another account",
    { caller: { roleName: "link/query", accountId: "333333333333" } },
    "trust",
  ],
  [
    "a role of the redshift account",
    { caller: { roleName: "link/query", accountId: REDSHIFT_ACCOUNT } },
    "trust",
  ],
  [
    "another role without policies",
    { caller: { roleName: "other", policies: identity() } },
    "identity-and-trust",
  ],
  ["the query role with wider policies", query(), "allowed"],
  ["the query role without policies", query(identity()), "identity"],
])("hop 1 of %s: %s", async (_, overrides, by) => {
  const decision = await hop1(readLink(linkStack()), overrides);
  expect(decision).toMatchObject({ allowed: by === "allowed", by, ignoredContextKeys: [] });
});

const CLUSTER = `arn:aws:redshift:eu-west-1:${REDSHIFT_ACCOUNT}:cluster:warehouse`;
const DESCRIBE = { action: "redshift-data:DescribeStatement", resource: "*" };

test.each<[string, CallAsDataRole, Decision["by"]]>([
  ["execute on the cluster", { action: "redshift-data:ExecuteStatement", resource: CLUSTER }, "allowed"],
  ["execute elsewhere", { action: "redshift-data:ExecuteStatement", resource: `${CLUSTER}2` }, "identity"],
  ["an own statement", DESCRIBE, "allowed"],
  ["an own result", { action: "redshift-data:GetStatementResult", resource: "*" }, "allowed"],
  ["an own statement from another session", { ...DESCRIBE, sessionName: "other" }, "allowed"],
  ["a statement of another session", { ...DESCRIBE, ownerSessionName: "other" }, "identity"],
  [
    "the link's statement from another session",
    { ...DESCRIBE, sessionName: "other", ownerSessionName: "analytics" },
    "identity",
  ],
  [
    "the result of another session",
    { action: "redshift-data:GetStatementResult", resource: "*", ownerSessionName: "other" },
    "identity",
  ],
  ["a list of statements", { action: "redshift-data:ListStatements", resource: "*" }, "identity"],
  ["a new role", { action: "iam:CreateRole", resource: DATA_ROLE }, "identity"],
  [
    "a cluster of another account",
    {
      action: "redshift-data:ExecuteStatement",
      resource: CLUSTER.replace(REDSHIFT_ACCOUNT, "333333333333"),
    },
    "identity",
  ],
])("hop 2, %s: %s", async (_, request, by) => {
  const decision = await hop2(readLink(linkStack()), request);
  expect(decision).toMatchObject({ allowed: by === "allowed", by, ignoredContextKeys: [] });
});

test.each(REGIONS)("%s: both hops and the function's trust hold", async (region) => {
  const link = readLink(linkStack(region));
  const cluster = `arn:${link.dataRole.partition}:redshift:${region}:${REDSHIFT_ACCOUNT}:cluster:warehouse`;
  const execute = { action: "redshift-data:ExecuteStatement", resource: cluster };
  expect(await functionTrust(link)).toMatchObject({ allowed: true });
  expect(await hop1(link)).toMatchObject({ allowed: true });
  expect(await hop1(link, { caller: { roleName: "other" } })).toMatchObject({ allowed: false });
  expect(await hop2(link, execute)).toMatchObject({ allowed: true });
});

test("a function whose role trusts another service cannot run", async () => {
  const trustPath = "data.aws_iam_policy_document.query_role_trust.statement";
  const ec2 = {
    actions: ["sts:AssumeRole"],
    principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
  };
  expect(await functionTrust(readLink(changed([trustPath, [ec2]])))).toMatchObject({
    allowed: false,
    by: "trust",
  });
});

describe("managed policies", () => {
  const attach = (arn: string) =>
    changed([
      "resource.aws_iam_role_policy_attachment",
      { a: { provider: "aws.redshift_account", role: "${aws_iam_role.data_role.name}", policy_arn: arn } },
    ]);
  const deleteCluster = { action: "redshift:DeleteCluster", resource: CLUSTER };

  test("those of AWS count by their text", async () => {
    const link = readLink(attach("arn:aws:iam::aws:policy/AmazonRedshiftFullAccess"));
    expect(await hop2(link, deleteCluster)).toMatchObject({
      allowed: true,
      statements: [{ policy: "AmazonRedshiftFullAccess", effect: "Allow" }],
    });
    expect(await hop2(readLink(linkStack()), deleteCluster)).toMatchObject({ allowed: false });
  });

  test("another one must be passed, else there is no answer", async () => {
    const arn = `arn:aws:iam::${REDSHIFT_ACCOUNT}:policy/own`;
    await expect(hop2(readLink(attach(arn)), deleteCluster)).rejects.toMatchObject({
      name: "AccessError",
      reason: "unknown-policy-text",
      message: `text of managed policy ${arn} of role data is not known; write it below policyTexts of the link in links.yaml`,
    });
    const document = policy(allowStatement("Delete", "redshift:DeleteCluster", "*"));
    expect(await hop2(readLink(attach(arn), { [arn]: document }), deleteCluster)).toMatchObject({
      allowed: true,
    });
  });

  test("a permissions boundary bounds by its text", async () => {
    const arn = `arn:aws:iam::111111111111:policy/edge`;
    const stack = changed(["resource.aws_iam_role.query_role.permissions_boundary", arn]);
    await expect(hop1(readLink(stack))).rejects.toMatchObject({ name: "AccessError" });
    const edge = (action: string) => ({ [arn]: policy(allowStatement("Edge", action, "*")) });
    expect(await hop1(readLink(stack, edge("sts:*")))).toMatchObject({ allowed: true });
    expect(await hop1(readLink(stack, edge("s3:*")))).toMatchObject({ allowed: false, by: "boundary" });
  });
});

test.each<[string, Record<string, unknown>, string]>([
  [
    "no function",
    changed(["resource.aws_lambda_function", undefined]),
    "number of functions with DATA_ROLE_ARN is 0, expected 1; read one link's stack",
  ],
  [
    "two functions",
    changed([
      "resource.aws_lambda_function.second",
      {
        provider: "aws.lambda_account",
        function_name: "second",
        role: "${aws_iam_role.query_role.arn}",
        environment: { variables: { DATA_ROLE_ARN: DATA_ROLE } },
      },
    ]),
    "number of functions with DATA_ROLE_ARN is 2, expected 1; read one link's stack",
  ],
  [
    "a data role of another stack",
    changed(["resource.aws_lambda_function.query_function.environment.variables.DATA_ROLE_ARN", DATA_ROLE]),
    `role is ${DATA_ROLE}, expected one of arn:aws:iam::111111111111:role/link/query, arn:aws:iam::222222222222:role/link/data; every role of a link is in its stack`,
  ],
])("%s is no link", (_, stack, message) => {
  expect(() => readLink(stack)).toThrow(
    expect.objectContaining({ name: "AccessError", reason: "no-link", message }),
  );
});
