import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import type { Link } from "../config/link";
import { type Operator, operatorIn } from "./operators";

/** Role ARN → policy documents. */
export type DeployRolePolicies = ReadonlyMap<string, readonly object[]>;

/** `path` starts and ends with a slash. */
function parseRoleArn(arn: string): { accountId: string; path: string; name: string } {
  const match = /^arn:[a-z-]+:iam::(?<accountId>\d{12}):role(?<path>\/(?:.+\/)?)(?<name>[^/]+)$/.exec(arn);
  const { accountId, path, name } = match?.groups ?? {};
  if (accountId === undefined || path === undefined || name === undefined) {
    throw new Error(`role ARN is ${arn}, expected arn:<partition>:iam::<account>:role/<path><name>`);
  }
  return { accountId, path, name };
}

function clientOf({ accessKeyId, secretAccessKey }: Operator, endpoint: string): IAMClient {
  return new IAMClient({ endpoint, region: "us-east-1", credentials: { accessKeyId, secretAccessKey } });
}

/** The deploy role an organisation would have set up, assumed by the one operator who deploys. */
async function createDeployRole(
  iam: IAMClient,
  role: { path: string; name: string; policyArns: readonly string[]; trustedArn: string },
): Promise<void> {
  await iam.send(
    new CreateRoleCommand({
      Path: role.path,
      RoleName: role.name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: role.trustedArn }, Action: "sts:AssumeRole" }],
      }),
    }),
  );
  for (const PolicyArn of role.policyArns) {
    await iam.send(new AttachRolePolicyCommand({ RoleName: role.name, PolicyArn }));
  }
}

/** Customer managed policies of these documents; their ARNs. */
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

/**
 * Puts into the local accounts what exists before anyone deploys: the operators as IAM users, and the deploy roles
 * that the links name.
 *
 * @param endpoint the gateway, so that what is seeded passes the same checks as everything else
 * @param policies what deploy roles may do. Default, for each that is not in it: AdministratorAccess
 */
export async function seedAccounts(
  endpoint: string,
  links: readonly Link[],
  operators: readonly [Operator, ...Operator[]],
  policies: DeployRolePolicies = new Map(),
): Promise<void> {
  for (const operator of operators) {
    const userName = operator.caller.arn.slice(operator.caller.arn.lastIndexOf("/") + 1);
    await clientOf(operator, endpoint).send(new CreateUserCommand({ UserName: userName }));
  }
  const deployRoles = new Map<string, string>();
  for (const { partition, lambdaAccount, redshiftAccount } of links) {
    for (const { deployRoleArn } of [lambdaAccount, redshiftAccount]) {
      if (deployRoleArn !== undefined) deployRoles.set(deployRoleArn, partition);
    }
  }
  for (const [arn, partition] of deployRoles) {
    const { accountId, path, name } = parseRoleArn(arn);
    const iam = clientOf(operatorIn(operators, accountId), endpoint);
    const documents = policies.get(arn);
    await createDeployRole(iam, {
      path,
      name,
      policyArns:
        documents === undefined
          ? [`arn:${partition}:iam::aws:policy/AdministratorAccess`]
          : await createPolicies(iam, name, documents),
      trustedArn: operators[0].caller.arn,
    });
  }
}
