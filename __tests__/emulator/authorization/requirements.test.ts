import type { SignedRequest } from "../../../emulator/authentication/signed-request";
import { iamRequirements } from "../../../emulator/authorization/requirements/iam";
import { lambdaRequirements } from "../../../emulator/authorization/requirements/lambda";
import { logsRequirements } from "../../../emulator/authorization/requirements/logs";
import { otherRequirements } from "../../../emulator/authorization/requirements/other";
import { s3Requirements } from "../../../emulator/authorization/requirements/s3";
import { topicRequirements } from "../../../emulator/authorization/requirements/sns";
import type { StoredRole } from "../../../emulator/iam/stored-role";
import type { StoredUser } from "../../../emulator/iam/stored-user";
import { lambdaRoute } from "../../../emulator/protocol/lambda-route";

const ACCOUNT = "111111111111";
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
const STORED = `arn:aws:iam::${ACCOUNT}:role/links/query`;
const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:query`;
const GROUP = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/lambda/query`;

function request(service: string, url: string, method: string, body: string): SignedRequest {
  const [path = "", query = ""] = url.split("?");
  const scope = { accessKeyId: "", date: "", region: "eu-west-1", service, signedHeaders: [], signature: "" };
  const form = service === "iam" ? { "content-type": "application/x-www-form-urlencoded" } : {};
  return {
    ...{ method, url, path, query: new URLSearchParams(query), headers: form, body: Buffer.from(body) },
    scope: { ...scope, presigned: false },
    caller: { accountId: ACCOUNT, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/s`, userId: "AROA:s" },
  };
}

const stored: StoredRole = {
  ...{ arn: STORED, id: "AROA", name: "query", accountId: ACCOUNT, trust: {}, maxSessionSeconds: 3600 },
  ...{ tags: { stage: "dev" }, description: "", policies: { identity: [] }, boundaryArn: BOUNDARY },
};
const ANN: StoredUser = {
  ...{ arn: `arn:aws:iam::${ACCOUNT}:user/people/ann`, id: "AIDAANN", name: "ann", tags: { stage: "dev" } },
  policies: { identity: [] },
};
/** Every function and log group has it. */
const STAGE = async () => ({ stage: "dev" });
const TAGGED = { resourceTags: { stage: "dev" } };

function iam(operation: string, parameters: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ Action: operation, ...parameters }).toString();
  const roleNamed = async (_: object, name: string) => (name === "query" ? stored : undefined);
  return iamRequirements(request("iam", "/", "POST", body), operation, {
    roleNamed,
    userNamed: async (_, name) => (name === "ann" ? ANN : undefined),
  });
}

function lambda(method: string, url: string, body: object = {}) {
  const sent = request("lambda", url, method, JSON.stringify(body));
  return lambdaRequirements(sent, lambdaRoute(sent), STAGE);
}

const logs = (operation: string, body: object) =>
  logsRequirements(request("logs", "/", "POST", JSON.stringify(body)), operation, STAGE);

const ROLE = { RoleName: "query" };
const TAGS = { "aws:TagKeys": ["team"], "aws:RequestTag/team": "data" };

test.each<[string, Readonly<Record<string, string>>, unknown[]]>([
  ["GetRole", ROLE, [{ resource: STORED, ...TAGGED, context: { "iam:PermissionsBoundary": BOUNDARY } }]],
  ["GetRole", { RoleName: "none" }, [{ resource: `arn:aws:iam::${ACCOUNT}:role/none`, context: {} }]],
  [
    "AttachRolePolicy",
    { ...ROLE, PolicyArn: "arn:x" },
    [
      {
        resource: STORED,
        ...TAGGED,
        context: { "iam:PermissionsBoundary": BOUNDARY, "iam:PolicyARN": "arn:x" },
      },
    ],
  ],
  [
    "UntagRole",
    { ...ROLE, "TagKeys.member.1": "a", "TagKeys.member.2": "b" },
    [
      {
        resource: STORED,
        ...TAGGED,
        context: { "iam:PermissionsBoundary": BOUNDARY, "aws:TagKeys": ["a", "b"] },
      },
    ],
  ],
  ["GetPolicy", { PolicyArn: BOUNDARY }, [{ resource: BOUNDARY, context: { "iam:PolicyARN": BOUNDARY } }]],
  // The name of a stored role lends a new one neither path nor boundary.
  [
    "CreateRole",
    { ...ROLE, Path: "/p/" },
    [{ resource: `arn:aws:iam::${ACCOUNT}:role/p/query`, context: {} }],
  ],
  ["GetUser", { UserName: "ann" }, [{ resource: ANN.arn, ...TAGGED, context: {} }]],
  ["GetUser", { UserName: "bob" }, [{ resource: `arn:aws:iam::${ACCOUNT}:user/bob`, context: {} }]],
  [
    "CreateUser",
    { UserName: "ann", Path: "/new/" },
    [{ resource: `arn:aws:iam::${ACCOUNT}:user/new/ann`, context: {} }],
  ],
  // Resources the gateway cannot name: for administrators alone.
  ["AddRoleToInstanceProfile", ROLE, [{ context: {} }]],
  ["NoSuchOperation", ROLE, [{ context: {} }]],
])("iam:%s %j", async (operation, parameters, expected) => {
  const action = `iam:${operation}`;
  expect(await iam(operation, parameters)).toEqual(expected.map((each) => ({ action, ...(each as object) })));
});

test("a role created with tags and a boundary needs the tag action, with the same keys", async () => {
  const tags = { "Tags.member.1.Key": "team", "Tags.member.1.Value": "data" };
  const context = { "iam:PermissionsBoundary": BOUNDARY, ...TAGS };
  const resource = `arn:aws:iam::${ACCOUNT}:role/query`;
  expect(await iam("CreateRole", { ...ROLE, ...tags, PermissionsBoundary: BOUNDARY })).toEqual([
    { action: "iam:CreateRole", resource, context },
    { action: "iam:TagRole", resource, context },
  ]);
});

test.each([
  ["POST", "/2015-03-31/functions", "CreateFunction", {}],
  ["PUT", "/2015-03-31/functions/query/configuration", "UpdateFunctionConfiguration", TAGGED],
])(
  "a key that encrypts a function's variables needs a grant, and a layer that it can be read: %s %s",
  async (method, url, operation, tags) => {
    const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
    const context = { "kms:ViaService": "lambda.eu-west-1.amazonaws.com" };
    expect(await lambda(method, url, { FunctionName: "query", KMSKeyArn: key })).toEqual([
      { action: `lambda:${operation}`, resource: FUNCTION, ...tags, context: {} },
      { action: "kms:CreateGrant", resource: key, context },
      { action: "kms:Encrypt", resource: key, context },
    ]);
    // Taken away.
    expect(await lambda(method, url, { FunctionName: "query", KMSKeyArn: "" })).toHaveLength(1);
    // "Granting Lambda layer access".
    const layers = [1, 2].map(
      (version) => `arn:aws:lambda:eu-west-1:999999999999:layer:certificates:${version}`,
    );
    expect((await lambda(method, url, { FunctionName: "query", Layers: layers })).slice(1)).toEqual(
      layers.map((resource) => ({ action: "lambda:GetLayerVersion", resource })),
    );
  },
);

test("lambda requests are decided on their function", async () => {
  const functions = "/2015-03-31/functions";
  const tagged = `/2017-03-31/tags/${encodeURIComponent(FUNCTION)}`;
  const input = { FunctionName: "query", Tags: { team: "data" } };
  expect([
    ...(await lambda("GET", `${functions}/query`)),
    ...(await lambda("GET", `${functions}/query?Qualifier=live`)),
    ...(await lambda("POST", functions, input)),
    ...(await lambda("GET", functions)),
    ...(await lambda("DELETE", `${tagged}?tagKeys=a&tagKeys=b`)),
    ...(await lambda("GET", "/2015-03-31/event-source-mappings")),
    ...(await lambda("GET", "/2019-09-25/functions/query/event-invoke-config")),
    ...(await lambda("DELETE", "/2015-03-31/event-source-mappings/1")),
  ]).toEqual([
    { action: "lambda:GetFunction", resource: FUNCTION, ...TAGGED, context: {} },
    { action: "lambda:GetFunction", resource: `${FUNCTION}:live`, ...TAGGED, context: {} },
    { action: "lambda:CreateFunction", resource: FUNCTION, context: TAGS },
    { action: "lambda:TagResource", resource: FUNCTION, context: TAGS },
    { action: "lambda:ListFunctions", resource: "*", context: {} },
    { action: "lambda:UntagResource", resource: FUNCTION, ...TAGGED, context: { "aws:TagKeys": ["a", "b"] } },
    { action: "lambda:ListEventSourceMappings", resource: "*", context: {} },
    { action: "lambda:GetFunctionEventInvokeConfig", resource: FUNCTION, ...TAGGED, context: {} },
    { action: "lambda:*" },
  ]);
});

test("logs requests are decided on their log group, tag actions on its ARN without a stream part", async () => {
  const logGroupName = "/aws/lambda/query";
  expect([
    ...(await logs("CreateLogGroup", { logGroupName, tags: { team: "data" } })),
    ...(await logs("PutLogEvents", { logGroupName, logStreamName: "s" })),
    ...(await logs("ListTagsForResource", { resourceArn: GROUP })),
    ...(await logs("DescribeLogGroups", { logGroupNamePrefix: "/" })),
  ]).toEqual([
    { action: "logs:CreateLogGroup", resource: `${GROUP}:log-stream:`, context: TAGS },
    { action: "logs:TagResource", resource: GROUP, context: TAGS },
    { action: "logs:PutLogEvents", resource: `${GROUP}:log-stream:s`, ...TAGGED, context: {} },
    { action: "logs:ListTagsForResource", resource: GROUP, ...TAGGED, context: {} },
    { action: "logs:DescribeLogGroups", resource: "*", context: {} },
  ]);
});

test("a list of a bucket is decided on the bucket with the prefix, what else a path may mean for administrators", async () => {
  const s3 = (method: string, url: string) => s3Requirements(request("s3", url, method, ""));
  const list = { action: "s3:ListBucket", resource: "arn:aws:s3:::landing" };
  expect([
    ...(await s3("GET", "/landing?list-type=2&encoding-type=url&max-keys=1&prefix=in%2F")),
    ...(await s3("GET", "/landing/")),
    ...(await s3("HEAD", "/landing")),
    ...(await s3("GET", "/landing?encryption=")),
    ...(await s3("PUT", "/landing?encryption=")),
    ...(await s3("GET", "/landing?policy")),
    ...(await s3("GET", "/landing?list-type=2&versions")),
    ...(await s3("HEAD", "/landing?acl")),
    ...(await s3("PUT", "/landing")),
    ...(await s3("GET", "/landing/in/a.csv")),
    ...(await s3("GET", "/")),
  ]).toEqual([
    { ...list, context: { "s3:prefix": "in/", "s3:max-keys": "1" } },
    { ...list, context: {} },
    { ...list, context: {} },
    { action: "s3:GetEncryptionConfiguration", resource: "arn:aws:s3:::landing", context: {} },
    ...Array.from({ length: 7 }, () => ({ action: "s3:*" })),
  ]);
});

test("a request about a topic is decided on the topic", async () => {
  const topic = `arn:aws:sns:eu-west-1:${ACCOUNT}:operations`;
  const sns = (operation: string, parameters: Readonly<Record<string, string>>) =>
    topicRequirements(
      request("sns", `/?${new URLSearchParams({ Action: operation, ...parameters })}`, "POST", ""),
      operation,
    );
  expect([
    ...(await sns("GetTopicAttributes", { TopicArn: topic })),
    ...(await sns("ListTopics", {})),
    ...(await sns("CreateTopic", { Name: "operations" })),
  ]).toEqual([
    { action: "sns:GetTopicAttributes", resource: topic },
    { action: "sns:ListTopics", resource: "*" },
    { action: "sns:CreateTopic" },
  ]);
});

test("of other services only what has no resource type can be decided", async () => {
  expect([
    ...(await otherRequirements("kms", "ListKeys")),
    ...(await otherRequirements("kms", "Decrypt")),
    ...(await otherRequirements("s3", undefined)),
    ...(await otherRequirements("email", "GetSendQuota")),
  ]).toEqual([
    { action: "kms:ListKeys", resource: "*" },
    { action: "kms:Decrypt" },
    { action: "s3:*" },
    { action: "ses:GetSendQuota", resource: "*" },
  ]);
});
