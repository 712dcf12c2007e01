import type { LinkAccess } from "../../../access/link/link-access";
import type { AuthMode } from "../../../config/link";
import { functionTrust, hop1, hop2 } from "../../../testing/access/hop-decisions";
import { EVERY_AUTH_MODE, linkWith, TARGETS } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { readLink } from "../../../tools/lib/link/read-link";

const CLUSTER = "arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse";
const WORKGROUP =
  "arn:aws:redshift-serverless:ap-northeast-1:222222222222:workgroup/0f4f3a5e-1111-2222-3333-444455556666";
const DB_NAME = "arn:aws:redshift:ap-northeast-1:222222222222:dbname:warehouse/dev";
const DB_USER = "arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/analyst";
const SECRET = "arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:warehouse/analyst-AbCdEf";
const KEY = "arn:aws:kms:ap-northeast-1:222222222222:key/11111111-2222-3333-4444-555555555555";
const OTHER_FUNCTION = "arn:aws:lambda:ap-northeast-1:111111111111:function:other";

/** Every action and resource that the five modes speak of, and near misses of each resource. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  "redshift-data:ExecuteStatement": [
    CLUSTER,
    WORKGROUP,
    `${CLUSTER}-2`,
    CLUSTER.replace("222222222222", "333333333333"),
    CLUSTER.replace("ap-northeast-1", "eu-west-1"),
  ],
  "redshift-data:BatchExecuteStatement": [CLUSTER, WORKGROUP, `${CLUSTER}-2`],
  "redshift-data:DescribeStatement": ["*"],
  "redshift-data:GetStatementResult": ["*"],
  "redshift-data:CancelStatement": ["*"],
  "redshift-data:ListStatements": ["*"],
  "redshift-data:ListTables": [CLUSTER, WORKGROUP],
  "redshift:GetClusterCredentials": [
    DB_NAME,
    DB_USER,
    DB_NAME.replace("/dev", "/prod"),
    DB_USER.replace("/analyst", "/admin"),
    DB_USER.replace("warehouse/", "other/"),
  ],
  "redshift:GetClusterCredentialsWithIAM": [DB_NAME, DB_NAME.replace("/dev", "/prod")],
  "redshift:CreateClusterUser": [DB_USER],
  "redshift:DeleteCluster": [CLUSTER],
  "redshift-serverless:GetCredentials": [WORKGROUP, WORKGROUP.replace("0f4f3a5e", "1f4f3a5e")],
  "secretsmanager:GetSecretValue": [SECRET, SECRET.replace("analyst", "admin")],
  "kms:Decrypt": [KEY, KEY.replace("key/1", "key/2")],
  "iam:PassRole": ["arn:aws:iam::222222222222:role/analytics-data"],
  "sts:AssumeRole": ["arn:aws:iam::222222222222:role/admin"],
};

const FOLLOW = [
  "redshift-data:DescribeStatement *",
  "redshift-data:GetStatementResult *",
  "redshift-data:CancelStatement *",
];
const SUBMIT = (resource: string) => [
  `redshift-data:ExecuteStatement ${resource}`,
  `redshift-data:BatchExecuteStatement ${resource}`,
];

/** All that hop 2 may do, per mode: everything else of {@link RESOURCES} must be denied. */
const ALLOWED: Readonly<Record<AuthMode, readonly string[]>> = {
  "cluster-db-user": [
    ...SUBMIT(CLUSTER),
    ...FOLLOW,
    `redshift:GetClusterCredentials ${DB_NAME}`,
    `redshift:GetClusterCredentials ${DB_USER}`,
  ],
  "cluster-iam": [...SUBMIT(CLUSTER), ...FOLLOW, `redshift:GetClusterCredentialsWithIAM ${DB_NAME}`],
  "cluster-secret": [
    ...SUBMIT(CLUSTER),
    ...FOLLOW,
    `secretsmanager:GetSecretValue ${SECRET}`,
    `kms:Decrypt ${KEY}`,
  ],
  "serverless-iam": [...SUBMIT(WORKGROUP), ...FOLLOW, `redshift-serverless:GetCredentials ${WORKGROUP}`],
  "serverless-secret": [...SUBMIT(WORKGROUP), ...FOLLOW, `secretsmanager:GetSecretValue ${SECRET}`],
};

const VIA_SECRETS_MANAGER = { "kms:ViaService": "secretsmanager.ap-northeast-1.amazonaws.com" };

const linkAccess = (changes: object): LinkAccess => readLink(new Synth(linkWith(changes)).json);

async function allowedProbes(link: LinkAccess): Promise<string[]> {
  const allowed: string[] = [];
  for (const [action, resources] of Object.entries(RESOURCES)) {
    for (const resource of resources) {
      const context = action === "kms:Decrypt" ? { context: VIA_SECRETS_MANAGER } : {};
      if ((await hop2(link, { action, resource, ...context })).allowed) allowed.push(`${action} ${resource}`);
    }
  }
  return allowed;
}

describe.each(EVERY_AUTH_MODE)("%s", (auth) => {
  const link = linkAccess({ target: TARGETS[auth] });

  it("lets Lambda run the function with the query role", async () => {
    expect((await functionTrust(link)).allowed).toBe(true);
  });

  it("hop 1: allowed for the query role under this function with this external id", async () => {
    expect(await hop1(link)).toMatchObject({ allowed: true, by: "allowed" });
  });

  it.each([
    ["another function", { sourceFunctionArn: OTHER_FUNCTION }, "identity"],
    ["no function", { sourceFunctionArn: null }, "identity"],
    ["another role of the account", { caller: { roleName: "admin" } }, "trust"],
    [
      "the same role name in another account",
      { caller: { roleName: "analytics-query", accountId: "333333333333" } },
      "trust",
    ],
    ["a wrong external id", { externalId: "guess" }, "identity-and-trust"],
    ["no external id", { externalId: null }, "identity-and-trust"],
  ])("hop 1: denied for %s", async (_, overrides, by) => {
    expect(await hop1(link, overrides)).toMatchObject({ allowed: false, by });
  });

  it("hop 2: exactly the actions of the mode on exactly its resources", async () => {
    expect(await allowedProbes(link)).toEqual(ALLOWED[auth]);
  });

  it.each(["DescribeStatement", "GetStatementResult", "CancelStatement"])(
    "hop 2: %s of another session's statement is denied",
    async (operation) => {
      const request = { action: `redshift-data:${operation}`, resource: "*" };
      expect((await hop2(link, request)).allowed).toBe(true);
      const ownerSessionName = "someone-else";
      expect((await hop2(link, { ...request, ownerSessionName })).allowed).toBe(false);
    },
  );
});

test("the secret's key decrypts through Secrets Manager only", async () => {
  const link = linkAccess({ target: TARGETS["cluster-secret"] });
  const request = { action: "kms:Decrypt", resource: KEY };
  expect((await hop2(link, { ...request, context: VIA_SECRETS_MANAGER })).allowed).toBe(true);
  expect((await hop2(link, request)).allowed).toBe(false);
  const viaS3 = { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" };
  expect((await hop2(link, { ...request, context: viaS3 })).allowed).toBe(false);
});

describe("trust mode account", () => {
  const link = linkAccess({ trust: { mode: "account", externalId: "x1" } });

  it("decides as the exact principal does", async () => {
    expect((await hop1(link)).allowed).toBe(true);
    expect(await hop1(link, { caller: { roleName: "admin" } })).toMatchObject({
      allowed: false,
      by: "trust",
    });
    expect(
      await hop1(link, { caller: { roleName: "analytics-query", accountId: "333333333333" } }),
    ).toMatchObject({ allowed: false, by: "trust" });
    expect(await hop1(link, { externalId: null })).toMatchObject({ allowed: false });
  });
});
