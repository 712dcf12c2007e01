import type { DeployAccount } from "../../../tools/deploy-policy/judge/deploy-policies";

type Unasked = readonly (readonly [sid: string, actions: readonly string[]])[];

/** What no role of this life of a link comes to: a change in its place, and a policy that somebody has attached by hand. */
const UNCHANGED_ROLES: Unasked = [
  ["WriteRole", ["iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"]],
  ["RemoveRole", ["iam:DetachRolePolicy"]],
];

/** Actions that the life of a link with every demand asks for nowhere, by the statement that allows them, in its order. */
export const NOT_REACHED: Readonly<Record<DeployAccount, Unasked>> = {
  lambda: [
    // To take over what may invoke the alias, which the test of adopt does.
    ["ReadInvokedAlias", ["lambda:GetFunction"]],
    // Lambda asks AWS KMS and Amazon EC2 with the rights of its caller, which the local one does not.
    ["DecryptVariables", ["kms:Decrypt"]],
    ...UNCHANGED_ROLES,
    // A reserved concurrency that is taken out, and code that is another one.
    ["WriteFunction", ["lambda:DeleteFunctionConcurrency", "lambda:UpdateFunctionCode"]],
    ["LookAtNetwork", ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]],
    // A function that gets another configuration; a new one is made with it.
    ["SignCode", ["lambda:PutFunctionCodeSigningConfig"]],
    // A log that gets its key later, that is not kept, or whose tags change: here it was made anew.
    ["WriteLogGroup", ["logs:AssociateKmsKey", "logs:DeleteLogGroup"]],
    ["TagLogGroup", ["logs:UntagResource"]],
  ],
  redshift: UNCHANGED_ROLES,
};

/** What the doctor asks for nowhere, of the same kind. */
export const NOT_ASKED_BY_DOCTOR: Readonly<Record<DeployAccount, Unasked>> = {
  lambda: [
    ["DecryptVariables", ["kms:Decrypt"]],
    // What lies around subnets and groups that are not there.
    ["LookAtNetwork", ["ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups", "ec2:DescribeVpcEndpoints"]],
  ],
  redshift: [],
};
