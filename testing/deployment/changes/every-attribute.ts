import { readFileSync, writeFileSync } from "node:fs";
import {
  CloudWatchLogsClient,
  PutRetentionPolicyCommand,
  TagResourceCommand as TagLogGroupCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  AttachRolePolicyCommand,
  DeleteRolePermissionsBoundaryCommand,
  type IAMClient,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import {
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { functionArn, functionLogGroup } from "../../../aws/lambda";
import { logGroupArn } from "../../../aws/logs";
import type { Link } from "../../../config/link";
import type { Deployment } from "../deployment";

const TAG = { Key: "by-hand", Value: "yes" };
const STATEMENT = { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" };
const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: STATEMENT });
const TRUST = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };

/** Changes by hand, as an administrator, every attribute of a deployed link that an apply puts right. */
export async function changeEveryAttribute(deployment: Deployment, link: Link): Promise<void> {
  const { lambdaAccount, redshiftAccount, queryRole, dataRole } = link;
  await changeRole(deployment.iam(lambdaAccount.id), queryRole);
  await changeRole(deployment.iam(redshiftAccount.id), dataRole);
  await changeFunction(deployment, link);
}

async function changeRole(iam: IAMClient, { name, permissionsBoundaryArn }: Link["queryRole"]) {
  const RoleName = name;
  await iam.send(new UpdateRoleCommand({ RoleName, Description: "by hand", MaxSessionDuration: 7200 }));
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName,
      PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: TRUST }),
    }),
  );
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "by-hand", PolicyDocument }));
  const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  await iam.send(new TagRoleCommand({ RoleName, Tags: [TAG] }));
  if (permissionsBoundaryArn !== undefined) {
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
  }
}

async function changeFunction(deployment: Deployment, link: Link): Promise<void> {
  const { id, region } = link.lambdaAccount;
  const at = { partition: link.partition, accountId: id, region };
  const FunctionName = link.function.name;
  const lambda = deployment.lambda(id, region);
  const logs = new CloudWatchLogsClient(deployment.client(id, region));
  const arn = functionArn(at, FunctionName);
  const logGroupName = functionLogGroup(FunctionName);
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 512 }));
  await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 7 }));
  await lambda.send(new TagResourceCommand({ Resource: arn, Tags: { [TAG.Key]: TAG.Value } }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
  const resourceArn = logGroupArn(at, logGroupName);
  await logs.send(new TagLogGroupCommand({ resourceArn, tags: { [TAG.Key]: TAG.Value } }));
}

/** Makes a synthesized link carry other code and other tags, as a new version of the project would. */
export function writeNewVersion(stackFile: string): void {
  const text = readFileSync(stackFile, "utf8");
  const other = Buffer.alloc(32, 1).toString("base64");
  const changed = text
    .replace(/"source_code_hash": "[^"]+"/, `"source_code_hash": "${other}"`)
    .replaceAll('"team": "data"', '"team": "analytics"');
  writeFileSync(stackFile, changed);
}
