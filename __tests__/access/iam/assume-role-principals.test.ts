import { decideAssumeRole } from "../../../access/iam/simulator";
import {
  type Attempt,
  BY_NAME,
  decide,
  LAMBDA_ACCOUNT_ROOT,
  MAY_ASSUME,
  QUERY_ROLE_ID,
} from "../../../testing/access/assume-role-attempt";
import {
  DATA_ROLE,
  LAMBDA_ACCOUNT,
  QUERY_ROLE,
  REDSHIFT_ACCOUNT,
  trust,
} from "../../../testing/access/decisions";

const BY_ID = trust({ AWS: QUERY_ROLE_ID });

describe("sessions and users", () => {
  const pathed = `arn:aws:iam::${LAMBDA_ACCOUNT}:role/link/query`;

  test.each<[string, Attempt, boolean]>([
    ["the role's path counts", { trust: trust({ AWS: pathed }) }, false],
    ["a role with a path", { trust: trust({ AWS: pathed }), caller: { roleArn: pathed } }, true],
    [
      "a trusted session",
      { trust: trust({ AWS: `arn:aws:sts::${LAMBDA_ACCOUNT}:assumed-role/query/analytics` }) },
      true,
    ],
    [
      "another session of the role",
      { trust: trust({ AWS: `arn:aws:sts::${LAMBDA_ACCOUNT}:assumed-role/query/other` }) },
      false,
    ],
    [
      "the session ARN in aws:PrincipalArn never matches",
      {
        trust: trust(
          { AWS: LAMBDA_ACCOUNT_ROOT },
          {
            ArnEquals: { "aws:PrincipalArn": `arn:aws:sts::${LAMBDA_ACCOUNT}:assumed-role/query/analytics` },
          },
        ),
      },
      false,
    ],
    [
      "aws:userid",
      { trust: trust({ AWS: LAMBDA_ACCOUNT_ROOT }, { StringLike: { "aws:userid": `${QUERY_ROLE_ID}:*` } }) },
      true,
    ],
  ])("%s: %s", async (_, attempt, allowed) => {
    expect(await decide(attempt)).toMatchObject({ allowed });
  });

  test("a session without known role counts as a role at path /", async () => {
    const { roleArn: _, ...session } = {
      arn: `arn:aws:sts::${LAMBDA_ACCOUNT}:assumed-role/query/analytics`,
      accountId: LAMBDA_ACCOUNT,
      roleArn: QUERY_ROLE,
      policies: MAY_ASSUME,
    };
    const role = { arn: DATA_ROLE, accountId: REDSHIFT_ACCOUNT };
    const ask = (document: unknown) =>
      decideAssumeRole({ caller: session, role: { ...role, trust: document }, context: {} });
    expect(await ask(BY_NAME)).toMatchObject({ allowed: true });
    expect(await ask(trust({ AWS: pathed }))).toMatchObject({ allowed: false, by: "trust" });
  });

  test("a user, by ARN and by unique id", async () => {
    const user = {
      arn: `arn:aws:iam::${LAMBDA_ACCOUNT}:user/ann`,
      accountId: LAMBDA_ACCOUNT,
      userId: "AIDAANN",
    };
    const ask = (principal: string) =>
      decideAssumeRole({
        caller: { ...user, policies: MAY_ASSUME },
        role: { arn: DATA_ROLE, accountId: REDSHIFT_ACCOUNT, trust: trust({ AWS: principal }) },
        context: {},
      });
    expect(await ask(user.arn)).toMatchObject({ allowed: true });
    expect(await ask("AIDAANN")).toMatchObject({ allowed: true });
    expect(await ask("AIDABOB")).toMatchObject({ allowed: false, by: "trust" });
  });
});

describe("a principal stored as unique id", () => {
  test("is the role that had the name when the policy was saved", async () => {
    expect(await decide({ trust: BY_ID })).toMatchObject({ allowed: true });
  });

  test("is not the role recreated under that name", async () => {
    const recreated = { roleId: "AROARECREATED00000000", userId: "AROARECREATED00000000:analytics" };
    expect(await decide({ trust: BY_ID, caller: recreated })).toEqual({
      allowed: false,
      by: "trust",
      reason: `sts:AssumeRole on ${DATA_ROLE} for ${QUERY_ROLE} is refused: the trust policy of the role does not allow it; statement Trust of trust policy names other principals; it names ${QUERY_ROLE_ID}, the unique id of another or deleted principal (a recreated role gets a new one)`,
      statements: [],
      ignoredContextKeys: [],
    });
  });

  test("is no stranger when a condition is what fails", async () => {
    const document = trust({ AWS: QUERY_ROLE_ID }, { StringEquals: { "sts:ExternalId": "shared-word" } });
    const { reason } = await decide({ trust: document });
    expect(reason).toBe(
      `sts:AssumeRole on ${DATA_ROLE} for ${QUERY_ROLE} is refused: the trust policy of the role does not allow it; statement Trust of trust policy would, but its condition StringEquals sts:ExternalId is not met`,
    );
  });

  test("does not concern a trust policy by name", async () => {
    const recreated = { roleId: "AROARECREATED00000000", userId: "AROARECREATED00000000:analytics" };
    expect(await decide({ trust: BY_NAME, caller: recreated })).toMatchObject({ allowed: true });
  });

  test("is told from the user id when no role id is given", async () => {
    const { roleId: _, ...caller } = { roleId: "", arn: QUERY_ROLE, accountId: LAMBDA_ACCOUNT };
    const decision = await decideAssumeRole({
      caller: { ...caller, userId: `${QUERY_ROLE_ID}:analytics`, policies: MAY_ASSUME },
      role: { arn: DATA_ROLE, accountId: REDSHIFT_ACCOUNT, trust: BY_ID },
      context: {},
    });
    expect(decision).toMatchObject({ allowed: true });
  });

  test("leaves the document as it was", async () => {
    const before = JSON.stringify(BY_ID);
    await decide({ trust: BY_ID });
    expect(JSON.stringify(BY_ID)).toBe(before);
  });
});
