import type { AccessErrorReason } from "../../../access/iam/access-error";
import type { Decision } from "../../../access/iam/decision";
import { decideIdentity, type IdentityRequest } from "../../../access/iam/simulator";
import {
  allowStatement,
  DATA_ROLE,
  identity,
  LAMBDA_ACCOUNT,
  policy,
  REDSHIFT_ACCOUNT,
} from "../../../testing/access/decisions";

const redshift = (resource: string, partition = "aws") =>
  `arn:${partition}:redshift:eu-west-1:${REDSHIFT_ACCOUNT}:${resource}`;
const CLUSTER = redshift("cluster:warehouse");
const OWN_SESSION = "AROADATA:analytics";

const DATA_API = policy(
  allowStatement("Submit", ["redshift-data:ExecuteStatement"], CLUSTER),
  allowStatement("FollowOwn", "redshift-data:DescribeStatement", "*", {
    StringEquals: { "redshift-data:statement-owner-iam-userid": "${aws:userid}" },
  }),
  allowStatement("Connect", "redshift:GetClusterCredentials", [
    redshift("dbuser:warehouse/analyst"),
    redshift("dbname:warehouse/dev"),
  ]),
);

function decide(request: Partial<IdentityRequest>): Promise<Decision> {
  return decideIdentity({
    principalArn: DATA_ROLE,
    policies: identity(DATA_API),
    action: "redshift-data:ExecuteStatement",
    resource: CLUSTER,
    resourceAccountId: REDSHIFT_ACCOUNT,
    context: {},
    ...request,
  });
}

const describeStatement = (owner?: string): Partial<IdentityRequest> => ({
  action: "redshift-data:DescribeStatement",
  resource: "*",
  context: {
    "aws:userid": OWN_SESSION,
    ...(owner === undefined ? {} : { "redshift-data:statement-owner-iam-userid": owner }),
  },
});

test.each<[string, Partial<IdentityRequest>, Decision["by"]]>([
  ["the named cluster", {}, "allowed"],
  ["the action in another case", { action: "REDSHIFT-DATA:executestatement" }, "allowed"],
  ["another cluster", { resource: redshift("cluster:other") }, "identity"],
  ["the cluster in another partition", { resource: redshift("cluster:warehouse", "aws-cn") }, "identity"],
  ["an action nobody allows", { action: "redshift-data:BatchExecuteStatement" }, "identity"],
  ["no policies", { policies: identity() }, "identity"],
  ["an own statement", describeStatement(OWN_SESSION), "allowed"],
  ["a statement of another session", describeStatement("AROADATA:other"), "identity"],
  ["a statement without known owner", describeStatement(), "identity"],
  [
    "the db user",
    { action: "redshift:GetClusterCredentials", resource: redshift("dbuser:warehouse/analyst") },
    "allowed",
  ],
  [
    "the admin",
    { action: "redshift:GetClusterCredentials", resource: redshift("dbuser:warehouse/admin") },
    "identity",
  ],
  ["a resource of another account", { resourceAccountId: LAMBDA_ACCOUNT }, "other-account"],
])("%s: %s is decided by %s", async (_, request, by) => {
  expect(await decide(request)).toMatchObject({ allowed: by === "allowed", by });
});

test.each(["aws", "aws-cn", "aws-us-gov"])(
  "partition %s: the named cluster and no other",
  async (partition) => {
    const cluster = redshift("cluster:warehouse", partition);
    const request = {
      principalArn: DATA_ROLE.replace("arn:aws:", `arn:${partition}:`),
      policies: identity(policy(allowStatement("Submit", "redshift-data:ExecuteStatement", cluster))),
    };
    expect(await decide({ ...request, resource: cluster })).toMatchObject({ allowed: true });
    expect(await decide({ ...request, resource: `${cluster}2` })).toMatchObject({ allowed: false });
  },
);

test("a permissions boundary narrows, and is named as the cause", async () => {
  const boundary = { name: "edge", document: policy(allowStatement("S3", "s3:*", "*")) };
  expect(await decide({ policies: { ...identity(DATA_API), boundary } })).toEqual({
    allowed: false,
    by: "boundary",
    reason: `redshift-data:ExecuteStatement on ${CLUSTER} for ${DATA_ROLE} is refused: the permissions boundary of the caller does not allow it`,
    statements: [],
    ignoredContextKeys: [],
  });
});

test("a permissions boundary alone grants nothing", async () => {
  const policies = { identity: [], boundary: { name: "edge", document: DATA_API } };
  expect(await decide({ policies })).toMatchObject({ allowed: false, by: "identity" });
});

test("an explicit deny wins and is named", async () => {
  const deny = policy({ Sid: "Stop", Effect: "Deny", Action: "redshift-data:*", Resource: "*" });
  expect(await decide({ policies: identity(DATA_API, deny) })).toEqual({
    allowed: false,
    by: "explicit-deny",
    deniedIn: "identity",
    reason: `redshift-data:ExecuteStatement on ${CLUSTER} for ${DATA_ROLE} is denied by statement Stop of inline-1`,
    statements: [{ policy: "inline-1", sid: "Stop", effect: "Deny" }],
    ignoredContextKeys: [],
  });
});

test("the reason of an allowed request names the statement", async () => {
  expect(await decide({})).toEqual({
    allowed: true,
    by: "allowed",
    reason: `redshift-data:ExecuteStatement on ${CLUSTER} for ${DATA_ROLE} is allowed by statement Submit of inline-0`,
    statements: [{ policy: "inline-0", sid: "Submit", effect: "Allow" }],
    ignoredContextKeys: [],
  });
});

test("the reason names an unmet condition, never its value", async () => {
  const { reason } = await decide(describeStatement("AROADATA:other"));
  expect(reason).toBe(
    `redshift-data:DescribeStatement on * for ${DATA_ROLE} is refused: no identity policy of the caller allows it; statement FollowOwn of inline-0 would, but its condition StringEquals redshift-data:statement-owner-iam-userid is not met`,
  );
});

test("aws:PrincipalArn and aws:ResourceAccount follow from the request", async () => {
  const narrowed = policy(
    allowStatement("Narrow", "redshift-data:ExecuteStatement", "*", {
      ArnEquals: { "aws:PrincipalArn": DATA_ROLE },
      StringEquals: {
        "aws:ResourceAccount": REDSHIFT_ACCOUNT,
        "aws:PrincipalAccount": REDSHIFT_ACCOUNT,
        "aws:PrincipalType": "AssumedRole",
      },
    }),
  );
  expect(await decide({ policies: identity(narrowed) })).toMatchObject({ allowed: true });
});

test("a KMS key is decided by IAM, with its condition on the calling service", async () => {
  const key = `arn:aws:kms:eu-west-1:${REDSHIFT_ACCOUNT}:key/11111111-1111-1111-1111-111111111111`;
  const viaSecrets = { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" };
  const decrypt = {
    policies: identity(policy(allowStatement("Decrypt", "kms:Decrypt", key, { StringEquals: viaSecrets }))),
    action: "kms:Decrypt",
    resource: key,
  };
  expect(await decide({ ...decrypt, context: viaSecrets })).toMatchObject({ allowed: true, by: "allowed" });
  expect(await decide(decrypt)).toMatchObject({ allowed: false });
  expect(await decide({ ...decrypt, policies: identity() })).toMatchObject({
    allowed: false,
    by: "identity",
  });
});

test("context keys the action does not know are reported", async () => {
  expect(await decide({ context: { "redshift:DbUser": "analyst" } })).toMatchObject({
    allowed: true,
    ignoredContextKeys: ["redshift:DbUser"],
  });
});

test.each<[string, Partial<IdentityRequest>, AccessErrorReason, string]>([
  [
    "a misspelt action",
    { action: "redshift-data:RunStatement" },
    "unknown-action",
    "action is redshift-data:RunStatement, expected one of the Service Authorization Reference; check its spelling",
  ],
  [
    "an unknown service",
    { action: "redshit:Get" },
    "unknown-action",
    "action is redshit:Get, expected one of the Service Authorization Reference; check its spelling",
  ],
  [
    "an ARN for an action without resource types",
    { action: "redshift-data:DescribeStatement" },
    "resource-type-mismatch",
    `resource of redshift-data:DescribeStatement is ${CLUSTER}, expected *; the action has no resource types`,
  ],
  [
    "an ARN of another resource type",
    { resource: redshift("dbuser:warehouse/analyst") },
    "resource-type-mismatch",
    `resource of redshift-data:ExecuteStatement is ${redshift("dbuser:warehouse/analyst")}, expected an ARN of one of its resource types; see the Service Authorization Reference`,
  ],
  [
    "* for an action with resource types",
    { resource: "*" },
    "wildcard-resource",
    "resource of redshift-data:ExecuteStatement is *, expected one ARN; name the resource the request is for",
  ],
  [
    "a wildcard ARN",
    { resource: redshift("cluster:*") },
    "wildcard-resource",
    `resource of redshift-data:ExecuteStatement is ${redshift("cluster:*")}, expected one ARN; name the resource the request is for`,
  ],
  [
    "a broken document",
    { policies: identity(policy({ Effect: "Alow", Action: "s3:*", Resource: "*" })) },
    "invalid-policy",
    `redshift-data:ExecuteStatement on ${CLUSTER} cannot be simulated: inline-0 Statement[0].Effect: Effect must be present and exactly "Allow" or "Deny"`,
  ],
  [
    "a document that is still text",
    { policies: identity(JSON.stringify(DATA_API)) },
    "invalid-policy",
    `redshift-data:ExecuteStatement on ${CLUSTER} cannot be simulated: inline-0: Policy must be an object, received type string`,
  ],
  [
    "a boundary that is missing its statements",
    { policies: { ...identity(DATA_API), boundary: { name: "edge", document: {} } } },
    "invalid-policy",
    `redshift-data:ExecuteStatement on ${CLUSTER} cannot be simulated: edge: Statement is required`,
  ],
])("%s has no answer", async (_, request, reason, message) => {
  await expect(decide(request)).rejects.toMatchObject({ name: "AccessError", reason, message });
});

test("an absent document has no answer", async () => {
  await expect(decide({ policies: identity(undefined) })).rejects.toMatchObject({ name: "AccessError" });
});
