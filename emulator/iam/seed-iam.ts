import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  IAMServiceException,
} from "@aws-sdk/client-iam";
import { parseArn } from "../../aws/arn";
import { awsManagedPolicyArn, type IamArnParts, type IamName, parseIamArn } from "../../aws/iam";
import { globalServiceRegion } from "../../aws/partition";
import { accountOfCaller } from "../authentication/caller";
import { type Operator, operatorIn } from "../authentication/operator";
import { EmulatorError } from "../emulator-error";
import { LOCAL_CLIENT } from "../protocol/local-client";

/** A role that exists before anybody deploys. */
export interface SeededRole {
  /** Its account must be one of the local ones. */
  readonly arn: string;
  /** Role or user that may assume it. @default - the operator of the first account */
  readonly trustedArn?: string;
  /** Documents it has as customer managed policies. @default - AdministratorAccess, which passes without a decision */
  readonly policies?: readonly object[];
}

/** A customer managed policy that exists before anybody deploys. */
export interface SeededPolicy {
  /** Its account must be one of the local ones. */
  readonly arn: string;
  readonly document: object;
}

/** What is in the local accounts beside their operators. */
export interface SeededIam {
  readonly roles: readonly SeededRole[];
  readonly policies: readonly SeededPolicy[];
}

/** @throws EmulatorError ROLE_ARN_INVALID, POLICY_ARN_INVALID */
export function checkSeed({ roles, policies }: SeededIam): void {
  for (const { arn } of roles) roleParts(arn);
  for (const { arn } of policies) policyParts(arn);
}

/**
 * Puts policies and roles into the local accounts.
 *
 * @param endpoint URL of the gateway, so that what is seeded passes the same checks as everything else
 * @throws EmulatorError ROLE_ARN_INVALID, POLICY_ARN_INVALID, POLICY_REFUSED
 */
export async function seedIam(
  endpoint: string,
  operators: readonly [Operator, ...Operator[]],
  { roles, policies: seededPolicies }: SeededIam,
): Promise<void> {
  const parsed = roles.map((role) => ({ ...role, ...roleParts(role.arn) }));
  const [{ caller: deployer }] = operators;
  for (const { arn, document } of seededPolicies) {
    const { accountId, path, name } = policyParts(arn);
    const input = { Path: path, PolicyName: name, PolicyDocument: JSON.stringify(document) };
    const iam = clientOf(operatorIn(operators, accountId), endpoint);
    await orRefusal(arn, iam.send(new CreatePolicyCommand(input)));
  }
  for (const role of parsed) {
    const { trustedArn = deployer.arn, policies } = role;
    const iam = clientOf(operatorIn(operators, role.accountId), endpoint);
    await createRole(iam, role, trustedArn);
    const policyArns =
      policies === undefined
        ? [awsManagedPolicyArn(role.partition, "AdministratorAccess")]
        : await createPolicies(iam, role.name, policies);
    for (const PolicyArn of policyArns) {
      await iam.send(new AttachRolePolicyCommand({ RoleName: role.name, PolicyArn }));
    }
  }
}

function clientOf({ accessKeyId, secretAccessKey, caller }: Operator, endpoint: string): IAMClient {
  const region = globalServiceRegion(accountOfCaller(caller).partition);
  return new IAMClient({ ...LOCAL_CLIENT, endpoint, region, credentials: { accessKeyId, secretAccessKey } });
}

function roleParts(arn: string): IamArnParts {
  const parts = parseIamArn(arn);
  if (parts?.type === "role") return parts;
  throw new EmulatorError(
    "ROLE_ARN_INVALID",
    `role ARN is ${arn}, expected arn:<partition>:iam::<account>:role/<path><name>`,
  );
}

function policyParts(arn: string): Omit<IamName, "partition"> {
  const { service, accountId = "", resource = "" } = parseArn(arn) ?? {};
  const [, path, name] = /^policy(\/(?:.*\/)?)([^/]+)$/.exec(resource) ?? [];
  if (service === "iam" && path !== undefined && name !== undefined) return { accountId, path, name };
  throw new EmulatorError(
    "POLICY_ARN_INVALID",
    `policy ARN is ${arn}, expected arn:<partition>:iam::<account>:policy/<path><name>`,
  );
}

/** @throws EmulatorError POLICY_REFUSED with IAM's reason, where IAM answers that it is the sender's fault */
async function orRefusal(arn: string, created: Promise<unknown>): Promise<void> {
  try {
    await created;
  } catch (error) {
    if (!(error instanceof IAMServiceException) || error.$fault !== "client") throw error;
    throw new EmulatorError("POLICY_REFUSED", `IAM refuses the text of policy ${arn}: ${error.message}`);
  }
}

async function createRole(iam: IAMClient, { path, name }: IamArnParts, trustedArn: string): Promise<void> {
  await iam.send(
    new CreateRoleCommand({
      Path: path,
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: trustedArn }, Action: "sts:AssumeRole" }],
      }),
    }),
  );
}

/** Makes customer managed policies of these documents; their ARNs. */
async function createPolicies(
  iam: IAMClient,
  roleName: string,
  documents: readonly object[],
): Promise<string[]> {
  const arns: string[] = [];
  for (const [index, document] of documents.entries()) {
    const PolicyName = `${roleName}-${index + 1}`;
    const input = { PolicyName, PolicyDocument: JSON.stringify(document) };
    const { Policy } = await iam.send(new CreatePolicyCommand(input));
    arns.push(Policy?.Arn ?? "");
  }
  return arns;
}
