import { DEMANDS } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { stackWith } from "../../../testing/tools/reviewed-stack";
import { type DeployAccount, deployPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";

const DATA_ROLE = "arn:aws:iam::222222222222:role/analytics-data";
const BOUNDARY = "arn:aws:iam::222222222222:policy/boundary";
const FULL_ACCESS = "arn:aws:iam::aws:policy/AmazonRedshiftFullAccess";
const MANAGED = { permissions: { mode: "managed" } };
const BOUNDED = { dataRole: { permissionsBoundaryArn: BOUNDARY } };

const synthesized = new Map<string, unknown>();

/** The deploy statements of a changed link; each link is synthesized once. */
function deploy(account: DeployAccount, changes: object) {
  const key = JSON.stringify(changes);
  const json = synthesized.get(key) ?? new Synth(linkWith(changes)).json;
  synthesized.set(key, json);
  return deployPolicies(json, account).deploy.Statement;
}

function statement(sid: string, account: DeployAccount, changes: object) {
  return deploy(account, changes).find(({ Sid }) => Sid === sid);
}

/** What a change of the link adds to the actions of an account, and takes from them. */
function difference(account: DeployAccount, changes: object) {
  const actions = (of: object) => deploy(account, of).flatMap(({ Action }) => Action);
  const [before, after] = [actions({}), actions(changes)];
  return {
    more: after.filter((action) => !before.includes(action)).sort(),
    fewer: before.filter((action) => !after.includes(action)).sort(),
  };
}

test("with a boundary, what grants is allowed only while that boundary is on the role", () => {
  expect(statement("GrantWithinBoundary", "redshift", BOUNDED)).toEqual({
    Sid: "GrantWithinBoundary",
    Effect: "Allow",
    Action: ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"],
    Resource: [DATA_ROLE],
    Condition: { ArnEquals: { "iam:PermissionsBoundary": [BOUNDARY] } },
  });
  expect(difference("redshift", BOUNDED)).toEqual({
    more: ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:PutRolePermissionsBoundary"],
    fewer: [],
  });
  const granting = deploy("redshift", BOUNDED).filter(({ Action }) => Action.includes("iam:PutRolePolicy"));
  expect(granting.map(({ Sid }) => Sid)).toEqual(["GrantWithinBoundary"]);
});

test.each([
  ["without", {}, {}],
  ["with", BOUNDED, { "iam:PermissionsBoundary": [BOUNDARY] }],
])("attaches the link's own managed policies and no other, %s a boundary", (_, changes, condition) => {
  expect(statement("AttachManagedPolicies", "redshift", { ...MANAGED, ...changes })).toEqual({
    Sid: "AttachManagedPolicies",
    Effect: "Allow",
    Action: ["iam:AttachRolePolicy"],
    Resource: [DATA_ROLE],
    Condition: { ArnEquals: { "iam:PolicyARN": [FULL_ACCESS], ...condition } },
  });
  expect(statement("AttachManagedPolicies", "redshift", changes)).toBeUndefined();
});

test("tags add the tag actions; untagging what was tagged by hand is always allowed", () => {
  const tagged = { tags: { team: "data" } };
  expect(difference("redshift", tagged)).toEqual({ more: ["iam:TagRole"], fewer: [] });
  expect(difference("lambda", tagged)).toEqual({
    more: ["iam:TagRole", "lambda:TagResource", "logs:TagResource"],
    fewer: [],
  });
  const untagging = (["lambda", "redshift"] as const).flatMap((account) =>
    deploy(account, {}).flatMap(({ Action }) => Action.filter((action) => action.includes(":Untag"))),
  );
  expect(untagging).toEqual(["iam:UntagRole", "lambda:UntagResource", "logs:UntagResource", "iam:UntagRole"]);
});

test.each([0, 5])("a reserved concurrency of %s is put, none is taken away", (reservedConcurrency) => {
  expect(difference("lambda", { function: { reservedConcurrency } })).toEqual({
    more: ["lambda:PutFunctionConcurrency"],
    fewer: ["lambda:DeleteFunctionConcurrency"],
  });
});

test("a key for the variables is decrypted with by whoever plans, and granted by whoever deploys, through Lambda alone", () => {
  const { kmsKeyArn } = DEMANDS;
  const Condition = { StringEquals: { "kms:ViaService": ["lambda.ap-northeast-1.amazonaws.com"] } };
  const written = { Effect: "Allow", Resource: [kmsKeyArn], Condition };
  const changes = { function: { kmsKeyArn } };
  const { plan, doctor } = deployPolicies(new Synth(linkWith(changes)).json, "lambda");
  for (const { Statement } of [plan, doctor]) {
    const decrypt = { Sid: "DecryptVariables", Action: ["kms:Decrypt"], ...written };
    expect(Statement.filter(({ Action }) => Action.some((action) => action.startsWith("kms:")))).toEqual([
      decrypt,
    ]);
  }
  expect(statement("EncryptVariables", "lambda", changes)).toEqual({
    Sid: "EncryptVariables",
    Action: ["kms:CreateGrant", "kms:Encrypt"],
    ...written,
  });
});

test("what a demand adds to the actions of the lambda account", () => {
  const more = (demand: object) => difference("lambda", { function: demand });
  const { logGroup, codeSigningConfigArn, ephemeralStorageMegabytes, tracing, vpc, asyncInvocation } =
    DEMANDS;
  const { layers, alias, invokers } = DEMANDS;
  const own = "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query";
  expect(more({ layers })).toEqual({
    more: ["lambda:GetLayerVersion"],
    fewer: [],
  });
  expect(statement("UseLayers", "lambda", { function: { layers } })?.Resource).toEqual(layers);
  const published = ["lambda:CreateAlias", "lambda:DeleteAlias"];
  const versions = ["GetAlias", "GetFunctionConfiguration", "PublishVersion", "UpdateAlias"].map(
    (action) => `lambda:${action}`,
  );
  expect(more({ alias: { name: "live" } })).toEqual({ more: [...published, ...versions], fewer: [] });
  expect(more({ alias })).toEqual({
    more: [
      ...published,
      "lambda:DeleteProvisionedConcurrencyConfig",
      "lambda:GetAlias",
      "lambda:GetFunctionConfiguration",
      "lambda:GetProvisionedConcurrencyConfig",
      "lambda:PublishVersion",
      "lambda:PutProvisionedConcurrencyConfig",
      "lambda:UpdateAlias",
    ],
    fewer: [],
  });
  expect(statement("KeepInstancesReady", "lambda", { function: { alias } })?.Resource).toEqual([
    `${own}:live`,
  ]);
  expect(statement("ReadInvokedAlias", "lambda", { function: { alias, invokers } })).toMatchObject({
    ...{ Action: ["lambda:GetFunction"], Resource: [`${own}:live`] },
  });
  for (const fields of [{ alias }, { invokers }])
    expect(statement("ReadInvokedAlias", "lambda", { function: fields })).toBeUndefined();
  for (const sid of ["WriteResourcePolicy", "ConfigureInvocations"])
    expect(statement(sid, "lambda", { function: { alias, invokers, asyncInvocation } })?.Resource).toEqual([
      own,
      `${own}:live`,
    ]);
  expect(more({ logGroup })).toEqual({ more: ["logs:AssociateKmsKey"], fewer: [] });
  expect(more({ codeSigningConfigArn })).toEqual({
    more: ["lambda:PutFunctionCodeSigningConfig"],
    fewer: [],
  });
  expect(statement("SignCode", "lambda", { function: { codeSigningConfigArn } })?.Resource).toEqual([
    "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query",
    codeSigningConfigArn,
  ]);
  for (const demand of [{ ephemeralStorageMegabytes }, { tracing }])
    expect(more(demand)).toEqual({ more: [], fewer: [] });
  expect(more({ vpc })).toEqual({
    more: ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
    fewer: [],
  });
  expect(more({ invokers: DEMANDS.invokers })).toEqual({
    more: ["lambda:AddPermission", "lambda:RemovePermission"],
    fewer: [],
  });
  expect(more({ asyncInvocation })).toEqual({
    more: ["lambda:DeleteFunctionEventInvokeConfig", "lambda:PutFunctionEventInvokeConfig"],
    fewer: [],
  });
});

test("a role's path is part of every ARN that names it, and what reads and removes it finds it on any path", () => {
  const role = "arn:aws:iam::111111111111:role/links/analytics-query";
  const naming = deploy("lambda", { queryRole: { path: "/links/" } }).filter(({ Resource }) =>
    Resource.some((arn) => arn.includes(":role/")),
  );
  const anywhere = ["", "*/"].map((path) => `arn:aws:iam::111111111111:role/${path}analytics-query`);
  expect(naming.map(({ Sid, Resource }) => [Sid, ...Resource])).toEqual([
    ["ReadRole", ...anywhere],
    ["WriteRole", role],
    ["RemoveRole", ...anywhere],
    ["PassRoleToLambda", role],
  ]);
});

test("the doctor does not invoke code of the user's own, so its policy does not let it", () => {
  const doctor = (json: unknown) =>
    deployPolicies(json, "lambda")
      .doctor.Statement.filter(({ Resource }) => Resource.some((arn) => arn.includes(":function:")))
      .map(({ Sid, Action }) => [Sid, Action]);
  expect(doctor(stackWith({}))).toEqual([["RunFunction", ["lambda:GetFunction", "lambda:InvokeFunction"]]]);
  expect(doctor(stackWith({}, ["//.function", { entry: "a.ts" }]))).toEqual([
    ["ReadFunction", ["lambda:GetFunction"]],
  ]);
});

test("the doctor invokes and reads the alias where there is one", () => {
  const { alias } = DEMANDS;
  const { doctor } = deployPolicies(new Synth(linkWith({ function: { alias } })).json, "lambda");
  const own = "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query";
  expect(doctor.Statement.find(({ Sid }) => Sid === "RunFunction")).toMatchObject({
    Action: ["lambda:GetFunction", "lambda:GetProvisionedConcurrencyConfig", "lambda:InvokeFunction"],
    Resource: [own, `${own}:live`],
  });
});
