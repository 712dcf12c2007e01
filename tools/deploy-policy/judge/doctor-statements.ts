import type { AccountResources } from "../read/deployed-resources";
import { decryptVariables, READ_READY_INSTANCES } from "./function-statements";
import { lookAtParameters } from "./monitoring-statements";
import { allow, type PolicyStatement } from "./policy-statement";
import { readRole, readRoleOfOthers } from "./role-statements";
import { lookAtTransfer } from "./transfer-statements";

const LOOKED_AT_IN_VPC = [
  "ec2:DescribeRouteTables",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcEndpoints",
];

/**
 * What the doctor asks of one account. Beside reading it runs one statement through the function, which no plan does; and it reads
 * every policy that the roles are declared with, also those whose text this project keeps: it compares what is there. Of what others
 * make it reads the same.
 */
export function doctorStatements({
  roles,
  functions,
  logGroups,
  monitored,
  ofOthers,
  transfer,
}: AccountResources): PolicyStatement[] {
  const policies = new Set(
    [...roles, ...ofOthers.roles].flatMap(({ boundaryArn, managedPolicyArns }) => [
      ...managedPolicyArns,
      ...(boundaryArn === undefined ? [] : [boundaryArn]),
    ]),
  );
  return [
    ...roles.map(readRole),
    ...ofOthers.roles.map(readRoleOfOthers),
    ...(policies.size === 0
      ? []
      : [allow("ReadPolicies", ["iam:GetPolicy", "iam:GetPolicyVersion"], [...policies])]),
    ...functions.flatMap(({ arn, aliasArn, keepsInstancesReady, names, hasInvokers, isOwnCode }) => {
      const reads = [
        "lambda:GetFunction",
        ...(hasInvokers ? ["lambda:GetPolicy"] : []),
        ...(keepsInstancesReady ? [READ_READY_INSTANCES] : []),
      ];
      // Of the function itself the doctor reads the reserved concurrency.
      const on = aliasArn === undefined ? [arn] : [arn, aliasArn];
      return [
        isOwnCode
          ? allow("ReadFunction", reads, on)
          : allow("RunFunction", [...reads, "lambda:InvokeFunction"], on),
        ...(names.key === undefined ? [] : [decryptVariables(names.key)]),
      ];
    }),
    // What others deploy is looked at, and not invoked: nobody here knows its events.
    ...ofOthers.functionArns.map((arn) => allow("ReadFunction", ["lambda:GetFunction"], [arn])),
    ...(monitored.topics.length === 0
      ? []
      : [allow("ReadTopic", ["sns:GetTopicAttributes"], monitored.topics)]),
    ...lookAtParameters(monitored),
    ...lookAtTransfer(transfer),
    // None of them has a resource type.
    ...(functions.some(({ isInVpc }) => isInVpc) ? [allow("LookAtNetwork", LOOKED_AT_IN_VPC, ["*"])] : []),
    // DescribeLogGroups has no resource type.
    ...(logGroups.length === 0 ? [] : [allow("ListLogGroups", ["logs:DescribeLogGroups"], ["*"])]),
  ];
}
