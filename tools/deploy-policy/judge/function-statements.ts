import { LAMBDA_SERVICE } from "../../../aws/lambda";
import { LOOKS } from "../../lib/link/looks";
import type { DeployedFunction, DeployedLogGroup } from "../read/deployed-resources";
import { allow, type PolicyStatement } from "./policy-statement";

type EnvironmentKey = NonNullable<DeployedFunction["names"]["key"]>;

/** To read one function, and its variables where a key of the link's own choice encrypts them. */
export function readFunction({
  arn,
  names,
  aliasArn,
  keepsInstancesReady,
  hasInvokers,
}: DeployedFunction): PolicyStatement[] {
  const actions = [
    "lambda:GetFunction",
    "lambda:GetFunctionCodeSigningConfig",
    "lambda:ListVersionsByFunction",
    ...(aliasArn === undefined ? [] : ["lambda:GetAlias"]),
  ];
  return [
    allow("ReadFunction", actions, [arn]),
    // To take over a statement of the alias's policy, Terraform reads what it is a statement of.
    ...(aliasArn === undefined || !hasInvokers
      ? []
      : [allow("ReadInvokedAlias", ["lambda:GetFunction"], [aliasArn])]),
    ...(aliasArn === undefined || !keepsInstancesReady
      ? []
      : [allow("ReadReadyInstances", [READ_READY_INSTANCES], [aliasArn])]),
    ...(names.key === undefined ? [] : [decryptVariables(names.key)]),
  ];
}

/** Of an alias, on whose ARN it is decided. */
export const READ_READY_INSTANCES = "lambda:GetProvisionedConcurrencyConfig";

/** Without it Lambda answers with the function, and in the place of its variables with an error. */
export function decryptVariables(key: EnvironmentKey): PolicyStatement {
  return withKey("DecryptVariables", ["kms:Decrypt"], key);
}

/** The key, and only through Lambda (AWS Lambda developer guide, "Securing Lambda environment variables"). */
function withKey(sid: string, actions: readonly string[], key: EnvironmentKey) {
  return allow(sid, actions, [key.arn], { StringEquals: { "kms:ViaService": [key.viaService] } });
}

/** To look at what no plan holds of one function: what may invoke it, and where its results go. */
export function lookAtFunction({ arn }: DeployedFunction): PolicyStatement[] {
  const actions = [
    ...LOOKS["function-policy"].actions,
    ...LOOKS["function-url"].actions,
    ...LOOKS["function-alias"].actions,
    ...LOOKS["async-config"].actions,
  ];
  return [
    // Requests about an alias or a version are decided on its own ARN.
    allow("LookAtFunction", actions, [arn, `${arn}:*`]),
    // It has no resource type.
    allow("ListEventSources", LOOKS["event-source"].actions, ["*"]),
  ];
}

/** To look at who gets the lines of one log group. */
export function lookAtLogGroup({ arn }: DeployedLogGroup): PolicyStatement {
  return allow("LookAtLogGroup", LOOKS["log-subscription"].actions, [`${arn}:*`]);
}

/** A plan reads the settings with what it looks at the function with. */
const INVOCATION_ACTIONS = ["lambda:DeleteFunctionEventInvokeConfig", "lambda:PutFunctionEventInvokeConfig"];

/**
 * To create, change and delete one function, and to hand it its role. A concurrency and tags that
 * somebody set by hand can be taken away again, whether or not the link sets any.
 */
export function writeFunction(deployed: DeployedFunction, isTagged: boolean): PolicyStatement[] {
  const { arn, roleArn, reservesConcurrency, hasInvokers, isInVpc, configuresInvocations, names } = deployed;
  // A link that gets an alias takes its statements and settings from the function itself.
  const invoked = deployed.aliasArn === undefined ? [arn] : [arn, deployed.aliasArn];
  const actions = [
    "lambda:CreateFunction",
    "lambda:DeleteFunction",
    "lambda:UpdateFunctionCode",
    "lambda:UpdateFunctionConfiguration",
    reservesConcurrency ? "lambda:PutFunctionConcurrency" : "lambda:DeleteFunctionConcurrency",
    ...(isTagged ? ["lambda:TagResource"] : []),
    "lambda:UntagResource",
  ];
  return [
    allow("WriteFunction", actions, [arn]),
    allow("PassRoleToLambda", ["iam:PassRole"], [roleArn], {
      StringEquals: { "iam:PassedToService": [LAMBDA_SERVICE] },
    }),
    // The grant is the query role's, with which Lambda decrypts the variables for it.
    ...(names.key === undefined
      ? []
      : [withKey("EncryptVariables", ["kms:CreateGrant", "kms:Encrypt"], names.key)]),
    // None of them has a resource type (AWS Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC").
    ...(isInVpc
      ? [
          allow(
            "LookAtNetwork",
            ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
            ["*"],
          ),
        ]
      : []),
    ...(hasInvokers
      ? [allow("WriteResourcePolicy", ["lambda:AddPermission", "lambda:RemovePermission"], invoked)]
      : []),
    ...(configuresInvocations ? [allow("ConfigureInvocations", INVOCATION_ACTIONS, invoked)] : []),
    ...writeAlias(deployed),
    // Whoever gives a function a layer has to be allowed to read it; its owner may have to allow the account, too.
    ...(names.layers === undefined ? [] : [allow("UseLayers", ["lambda:GetLayerVersion"], names.layers)]),
    ...(names.codeSigningConfigArn === undefined
      ? []
      : [allow("SignCode", ["lambda:PutFunctionCodeSigningConfig"], [arn, names.codeSigningConfigArn])]),
  ];
}

/** To publish versions, to name them, and to keep instances of the alias ready. */
function writeAlias({ arn, aliasArn, keepsInstancesReady }: DeployedFunction): PolicyStatement[] {
  if (aliasArn === undefined) return [];
  const actions = ["CreateAlias", "DeleteAlias", "PublishVersion", "UpdateAlias"];
  const ready = ["DeleteProvisionedConcurrencyConfig", "PutProvisionedConcurrencyConfig"];
  return [
    allow(
      "PublishAlias",
      actions.map((action) => `lambda:${action}`),
      [arn],
    ),
    // The provider waits for the version that it has published; its number nobody knows before.
    allow("AwaitVersion", ["lambda:GetFunctionConfiguration"], [`${arn}:*`]),
    ...(keepsInstancesReady
      ? [
          allow(
            "KeepInstancesReady",
            ready.map((action) => `lambda:${action}`),
            [aliasArn],
          ),
        ]
      : []),
  ];
}

/**
 * To read one log group. Most actions of CloudWatch Logs are decided on the ARN with a stream part (`:*`), the tag
 * actions on the one without (CloudWatch Logs API reference, "LogGroup").
 */
export function readLogGroup({ arn }: DeployedLogGroup): PolicyStatement[] {
  return [
    // DescribeLogGroups has no resource type.
    allow("ListLogGroups", ["logs:DescribeLogGroups"], ["*"]),
    allow("ReadLogGroupTags", ["logs:ListTagsForResource"], [arn]),
  ];
}

/** To create, change and delete one log group, and to take away tags set by hand. */
export function writeLogGroup({ arn, isEncrypted }: DeployedLogGroup, isTagged: boolean): PolicyStatement[] {
  const actions = [
    ...["logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:PutRetentionPolicy"],
    // Of the key itself CloudWatch Logs asks the key's policy.
    ...(isEncrypted ? ["logs:AssociateKmsKey"] : []),
  ];
  const tagging = [...(isTagged ? ["logs:TagResource"] : []), "logs:UntagResource"];
  return [allow("WriteLogGroup", actions, [`${arn}:*`]), allow("TagLogGroup", tagging, [arn])];
}
