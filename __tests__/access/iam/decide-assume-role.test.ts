import type { Decision } from "../../../access/iam/decision";
import type { AssumeRoleCaller } from "../../../access/iam/simulator";
import {
  type Attempt,
  BY_NAME,
  decide,
  EXACT,
  LAMBDA_ACCOUNT_ROOT,
  MAY_ASSUME,
  WITH_EXTERNAL_ID,
} from "../../../testing/access/assume-role-attempt";
import {
  allowStatement,
  DATA_ROLE,
  FUNCTION,
  identity,
  LAMBDA_ACCOUNT,
  policy,
  QUERY_ROLE,
  trust,
} from "../../../testing/access/decisions";

const OTHER_ROLE: Partial<AssumeRoleCaller> = {
  arn: `arn:aws:sts::${LAMBDA_ACCOUNT}:assumed-role/other/analytics`,
  roleArn: `arn:aws:iam::${LAMBDA_ACCOUNT}:role/other`,
  roleId: "AROAOTHERROLE00000000",
  userId: "AROAOTHERROLE00000000:analytics",
};
const OTHER_ACCOUNT: Partial<AssumeRoleCaller> = {
  arn: "arn:aws:sts::333333333333:assumed-role/query/analytics",
  roleArn: "arn:aws:iam::333333333333:role/query",
  accountId: "333333333333",
  roleId: "AROAFOREIGNROLE000000",
  userId: "AROAFOREIGNROLE000000:analytics",
};
const FUNCTION_BOUND: Partial<AssumeRoleCaller> = {
  policies: identity(
    policy(
      allowStatement("Assume", "sts:AssumeRole", DATA_ROLE, {
        ArnEquals: { "lambda:SourceFunctionArn": FUNCTION },
      }),
    ),
  ),
};

describe("across accounts both sides decide", () => {
  test.each<[string, Attempt, Decision["by"]]>([
    ["exact principal", { trust: EXACT }, "allowed"],
    ["by name", { trust: BY_NAME }, "allowed"],
    ["account without condition", { trust: trust({ AWS: LAMBDA_ACCOUNT }) }, "allowed"],
    [
      "one of several principals",
      { trust: trust({ AWS: ["AROADELETED0000000000", QUERY_ROLE] }) },
      "allowed",
    ],
    ["another role, exact principal", { trust: EXACT, caller: OTHER_ROLE }, "trust"],
    ["another role, by name", { trust: BY_NAME, caller: OTHER_ROLE }, "trust"],
    ["another account, exact principal", { trust: EXACT, caller: OTHER_ACCOUNT }, "trust"],
    ["another account, by name", { trust: BY_NAME, caller: OTHER_ACCOUNT }, "trust"],
    ["no identity policy", { trust: EXACT, caller: { policies: identity() } }, "identity"],
    ["neither side", { trust: EXACT, caller: { ...OTHER_ROLE, policies: identity() } }, "identity-and-trust"],
    ["identity policy on another role", { trust: EXACT, roleArn: `${DATA_ROLE}2` }, "identity"],
    ["external id", { trust: WITH_EXTERNAL_ID, context: { "sts:ExternalId": "shared-word" } }, "allowed"],
    ["wrong external id", { trust: WITH_EXTERNAL_ID, context: { "sts:ExternalId": "guess" } }, "trust"],
    ["missing external id", { trust: WITH_EXTERNAL_ID }, "trust"],
    [
      "the bound function",
      { trust: EXACT, caller: FUNCTION_BOUND, context: { "lambda:SourceFunctionArn": FUNCTION } },
      "allowed",
    ],
    [
      "another function",
      { trust: EXACT, caller: FUNCTION_BOUND, context: { "lambda:SourceFunctionArn": `${FUNCTION}2` } },
      "identity",
    ],
    ["no function", { trust: EXACT, caller: FUNCTION_BOUND }, "identity"],
    [
      "session name",
      {
        trust: trust({ AWS: QUERY_ROLE }, { StringEquals: { "sts:RoleSessionName": "analytics" } }),
        context: { "sts:RoleSessionName": "analytics" },
      },
      "allowed",
    ],
    [
      "another session name",
      {
        trust: trust({ AWS: QUERY_ROLE }, { StringEquals: { "sts:RoleSessionName": "analytics" } }),
        context: { "sts:RoleSessionName": "other" },
      },
      "trust",
    ],
    [
      "boundary",
      {
        trust: EXACT,
        caller: {
          policies: {
            ...MAY_ASSUME,
            boundary: { name: "edge", document: policy(allowStatement("S3", "s3:*", "*")) },
          },
        },
      },
      "boundary",
    ],
    [
      "explicit deny in the trust policy",
      {
        trust: policy(
          { Sid: "Trust", Effect: "Allow", Principal: { AWS: QUERY_ROLE }, Action: "sts:AssumeRole" },
          { Sid: "Stop", Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" },
        ),
      },
      "explicit-deny",
    ],
    [
      "the function's ARN in a trust policy, where IAM never has it",
      {
        trust: trust({ AWS: QUERY_ROLE }, { ArnEquals: { "Lambda:sourceFunctionArn": FUNCTION } }),
        context: { "lambda:SourceFunctionArn": FUNCTION },
      },
      "trust",
    ],
  ])("%s", async (_, attempt, by) => {
    expect(await decide(attempt)).toMatchObject({ allowed: by === "allowed", by, ignoredContextKeys: [] });
  });
});

describe("in one account", () => {
  const roleArn = `arn:aws:iam::${LAMBDA_ACCOUNT}:role/data`;
  const mayAssume = identity(policy(allowStatement("Assume", "sts:AssumeRole", roleArn)));

  test.each<[string, Attempt, Decision["by"]]>([
    ["trust naming the role suffices", { trust: EXACT, caller: { policies: identity() } }, "allowed"],
    [
      "trust in the account leaves it to IAM: no",
      { trust: BY_NAME, caller: { policies: identity() } },
      "identity",
    ],
    [
      "trust in the account leaves it to IAM: yes",
      { trust: BY_NAME, caller: { policies: mayAssume } },
      "allowed",
    ],
    [
      "neither: naming the role would suffice",
      { trust: trust({ AWS: DATA_ROLE }), caller: { policies: identity() } },
      "trust",
    ],
    [
      "identity alone does not suffice",
      { trust: trust({ AWS: DATA_ROLE }), caller: { policies: mayAssume } },
      "trust",
    ],
  ])("%s", async (_, attempt, by) => {
    expect(await decide({ ...attempt, roleArn })).toMatchObject({ allowed: by === "allowed", by });
  });
});

describe("partitions", () => {
  test.each(["aws-cn", "aws-us-gov"])("%s: both trust forms", async (partition) => {
    const swap = <T>(value: T): T =>
      JSON.parse(JSON.stringify(value).replaceAll("arn:aws:", `arn:${partition}:`));
    const attempt = { caller: swap({ roleArn: QUERY_ROLE, policies: MAY_ASSUME }), roleArn: swap(DATA_ROLE) };
    expect(await decide({ ...attempt, trust: swap(EXACT) })).toMatchObject({ allowed: true });
    expect(await decide({ ...attempt, trust: swap(BY_NAME) })).toMatchObject({ allowed: true });
  });

  test("a principal of another partition has no answer: IAM refuses the policy", async () => {
    const roleArn = DATA_ROLE.replace("arn:aws:", "arn:aws-cn:");
    await expect(decide({ trust: BY_NAME, roleArn })).rejects.toMatchObject({
      name: "AccessError",
      message: `principal of the trust policy of ${roleArn} is ${LAMBDA_ACCOUNT_ROOT}, expected one of partition aws-cn; IAM refuses it`,
    });
  });
});

describe("what has no answer", () => {
  test.each<[string, unknown, string]>([
    [
      "no trust policy",
      undefined,
      `trust policy of ${DATA_ROLE} is of type undefined, expected a decoded policy document; pass an object`,
    ],
    [
      "text",
      JSON.stringify(EXACT),
      `trust policy of ${DATA_ROLE} is of type string, expected a decoded policy document; pass an object`,
    ],
    [
      "no statements",
      { Version: "2012-10-17" },
      `sts:AssumeRole on ${DATA_ROLE} cannot be simulated: resource policy: Statement is required`,
    ],
  ])("%s", async (_, document, message) => {
    await expect(decide({ trust: document })).rejects.toMatchObject({ name: "AccessError", message });
  });
});

test("the reason of an allowed hop names a statement of each side", async () => {
  expect(await decide({ trust: EXACT })).toEqual({
    allowed: true,
    by: "allowed",
    reason: `sts:AssumeRole on ${DATA_ROLE} for ${QUERY_ROLE} is allowed by statement Assume of inline-0 and statement Trust of trust policy`,
    statements: [
      { policy: "inline-0", sid: "Assume", effect: "Allow" },
      { policy: "trust policy", sid: "Trust", effect: "Allow" },
    ],
    ignoredContextKeys: [],
  });
});

test("the reason names the condition, never the external id", async () => {
  const { reason } = await decide({ trust: WITH_EXTERNAL_ID, context: { "sts:ExternalId": "guess" } });
  expect(reason).toBe(
    `sts:AssumeRole on ${DATA_ROLE} for ${QUERY_ROLE} is refused: the trust policy of the role does not allow it; statement Trust of trust policy would, but its condition StringEquals sts:ExternalId is not met`,
  );
});
