import type { AccountResources } from "../read/deployed-resources";
import { allow, type PolicyStatement } from "./policy-statement";
import { readRole } from "./role-statements";

/**
 * What the doctor asks of one account. Beside reading it runs one statement through the function, which no plan does; and it reads
 * every policy that the roles are declared with, also those whose text this project keeps: it compares what is there.
 */
export function doctorStatements({ roles, functions, logGroupArns }: AccountResources): PolicyStatement[] {
  const policies = new Set(
    roles.flatMap(({ boundaryArn, managedPolicyArns }) => [
      ...managedPolicyArns,
      ...(boundaryArn === undefined ? [] : [boundaryArn]),
    ]),
  );
  return [
    ...roles.map(readRole),
    ...(policies.size === 0
      ? []
      : [allow("ReadPolicies", ["iam:GetPolicy", "iam:GetPolicyVersion"], [...policies])]),
    ...functions.map(({ arn, isOwnCode }) =>
      isOwnCode
        ? allow("ReadFunction", ["lambda:GetFunction"], [arn])
        : allow("RunFunction", ["lambda:GetFunction", "lambda:InvokeFunction"], [arn]),
    ),
    // DescribeLogGroups has no resource type.
    ...(logGroupArns.length === 0 ? [] : [allow("ListLogGroups", ["logs:DescribeLogGroups"], ["*"])]),
  ];
}
