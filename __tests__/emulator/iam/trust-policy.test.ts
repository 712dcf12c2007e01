import { PrincipalDirectory } from "../../../emulator/iam/principal-directory";
import type { StoredRole } from "../../../emulator/iam/stored-role";
import { trustAsShown, trustAsStored } from "../../../emulator/iam/trust-policy";
import { AwsError } from "../../../emulator/protocol/aws-error";

const QUERY_ROLE = "arn:aws:iam::111111111111:role/analytics-query";
const OPERATOR = "arn:aws:iam::111111111111:user/operator";

/** IAM in which the query role has this id, or does not exist. */
function directory(queryRoleId: string | undefined): PrincipalDirectory {
  const role = async (arn: string) =>
    arn === QUERY_ROLE && queryRoleId !== undefined ? ({ id: queryRoleId } as StoredRole) : undefined;
  const userId = async (arn: string) => (arn === OPERATOR ? "AIDAOPERATOR" : undefined);
  return new PrincipalDirectory({ role, userId });
}

function trusting(principal: unknown): string {
  const statement = { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

async function stored(principal: unknown, who = directory("AROAFIRST")): Promise<unknown> {
  return JSON.parse(await trustAsStored(trusting(principal), "aws", who)).Statement[0].Principal;
}

describe("trustAsStored", () => {
  it.each([
    ["that is new", "AROAFIRST", undefined],
    ["that was made again", "AROASECOND", "AROAFIRST"],
    ["that was deleted", undefined, "AROAFIRST"],
  ])("refuses a role %s until decisions see it", async (_, id, seenId) => {
    const roleWith = (roleId: string | undefined) => async () =>
      roleId === undefined ? undefined : ({ id: roleId } as StoredRole);
    const userId = async () => undefined;
    const who = new PrincipalDirectory({ role: roleWith(id), userId }, { role: roleWith(seenId), userId });
    await expect(stored({ AWS: QUERY_ROLE }, who)).rejects.toMatchObject({
      code: "MalformedPolicyDocument",
      message: `Invalid principal in policy: "AWS":"${QUERY_ROLE}"`,
    });
  });

  it.each<[string, unknown, unknown]>([
    ["an exact role as its unique id", { AWS: QUERY_ROLE }, { AWS: "AROAFIRST" }],
    ["an exact user as its unique id", { AWS: OPERATOR }, { AWS: "AIDAOPERATOR" }],
    ["each of a list", { AWS: [QUERY_ROLE, OPERATOR] }, { AWS: ["AROAFIRST", "AIDAOPERATOR"] }],
    [
      "an account as it is",
      { AWS: "arn:aws:iam::999999999999:root" },
      { AWS: "arn:aws:iam::999999999999:root" },
    ],
    ["an account id as it is", { AWS: "999999999999" }, { AWS: "999999999999" }],
    ["a service as it is", { Service: "lambda.amazonaws.com" }, { Service: "lambda.amazonaws.com" }],
    ["anyone as it is", "*", "*"],
  ])("keeps %s", async (_, principal, expected) => {
    expect(await stored(principal)).toEqual(expected);
  });

  it.each([
    ["a role that does not exist", "arn:aws:iam::222222222222:role/nobody"],
    ["a role of another path", "arn:aws:iam::111111111111:role/path/analytics-query"],
    ["a session of a role that does not exist", "arn:aws:sts::222222222222:assumed-role/nobody/me"],
    ["a unique id of nobody", "AROANOBODY"],
    ["a wildcard in a role", "arn:aws:iam::111111111111:role/*"],
    ["what is no principal at all", "someone"],
    ["an account of another partition", "arn:aws-cn:iam::111111111111:root"],
  ])("refuses %s in IAM's words", async (_, principal) => {
    const error = await stored({ AWS: principal }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AwsError);
    expect(error).toMatchObject({
      code: "MalformedPolicyDocument",
      message: `Invalid principal in policy: "AWS":"${principal}"`,
    });
  });

  it("refuses more than 2,048 characters, whitespace not counted", async () => {
    const long = (count: number) => ({ AWS: Array(count).fill("arn:aws:iam::999999999999:root") });
    const spaced = JSON.stringify(JSON.parse(trusting(long(55))), null, 40);
    expect(await trustAsStored(spaced, "aws", directory(undefined))).toBe(spaced);
    await expect(stored(long(70))).rejects.toMatchObject({
      code: "LimitExceeded",
      message: "Cannot exceed quota for ACLSizePerRole: 2048",
    });
  });
});

describe("trustAsShown", () => {
  const xml = (document: string) =>
    `<Role><AssumeRolePolicyDocument>${encodeURIComponent(document)}</AssumeRolePolicyDocument></Role>`;
  const principalIn = (shown: string) => {
    const text = /<AssumeRolePolicyDocument>([^<]*)</.exec(shown)?.[1] ?? "";
    return JSON.parse(decodeURIComponent(text)).Statement[0].Principal.AWS;
  };

  it("shows a unique id as ARN while its role exists, and as the id once the role is another", async () => {
    const roles: { id?: string } = { id: "AROAFIRST" };
    const role = async (arn: string) =>
      arn === QUERY_ROLE && roles.id !== undefined ? ({ id: roles.id } as StoredRole) : undefined;
    const who = new PrincipalDirectory({ role, userId: async () => undefined });
    await stored({ AWS: QUERY_ROLE }, who);
    const document = xml(trusting({ AWS: "AROAFIRST" }));
    expect(principalIn(await trustAsShown(document, who))).toBe(QUERY_ROLE);
    delete roles.id;
    expect(principalIn(await trustAsShown(document, who))).toBe("AROAFIRST");
    roles.id = "AROASECOND";
    expect(principalIn(await trustAsShown(document, who))).toBe("AROAFIRST");
  });
});
