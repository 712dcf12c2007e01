import { LAMBDA_SERVICE } from "../../../aws/lambda";
import { LOOKS } from "../../lib/link/looks";
import type { AccountResources } from "../read/deployed-resources";
import { allow, type PolicyStatement } from "./policy-statement";

type DeployedFunction = AccountResources["functions"][number];

/** To read one function. */
export function readFunction({ arn }: DeployedFunction): PolicyStatement {
  const actions = [
    "lambda:GetFunction",
    "lambda:GetFunctionCodeSigningConfig",
    "lambda:ListVersionsByFunction",
  ];
  return allow("ReadFunction", actions, [arn]);
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
export function lookAtLogGroup(arn: string): PolicyStatement {
  return allow("LookAtLogGroup", LOOKS["log-subscription"].actions, [`${arn}:*`]);
}

/**
 * To create, change and delete one function, and to hand it its role. A concurrency and tags that
 * somebody set by hand can be taken away again, whether or not the link sets any.
 */
export function writeFunction(deployed: DeployedFunction, isTagged: boolean): PolicyStatement[] {
  const { arn, roleArn, reservesConcurrency } = deployed;
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
  ];
}

/**
 * To read one log group. Most actions of CloudWatch Logs are decided on the ARN with a stream part (`:*`), the tag
 * actions on the one without (CloudWatch Logs API reference, "LogGroup").
 */
export function readLogGroup(arn: string): PolicyStatement[] {
  return [
    // DescribeLogGroups has no resource type.
    allow("ListLogGroups", ["logs:DescribeLogGroups"], ["*"]),
    allow("ReadLogGroupTags", ["logs:ListTagsForResource"], [arn]),
  ];
}

/** To create, change and delete one log group, and to take away tags set by hand. */
export function writeLogGroup(arn: string, isTagged: boolean): PolicyStatement[] {
  const actions = ["logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:PutRetentionPolicy"];
  const tagging = [...(isTagged ? ["logs:TagResource"] : []), "logs:UntagResource"];
  return [allow("WriteLogGroup", actions, [`${arn}:*`]), allow("TagLogGroup", tagging, [arn])];
}
