import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import type { NamedDocument } from "../../access/decision";

/** A role as IAM has it right now. */
export interface LiveRole {
  readonly arn: string;
  /** `AROA…`; a role that is deleted and created again gets another. */
  readonly uniqueId: string;
  readonly trust: unknown;
  readonly inlinePolicies: readonly NamedDocument[];
  readonly managedPolicyArns: readonly string[];
  readonly boundaryArn?: string;
  /** Texts of its managed policies and its boundary: ARN → document. */
  readonly documents: Readonly<Record<string, unknown>>;
}

/**
 * Reads a role with everything that grants or bounds its permissions; `undefined` when there is none of that name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export async function readLiveRole(iam: IAMClient, RoleName: string): Promise<LiveRole | undefined> {
  const { Role } = (await orAbsent(iam.send(new GetRoleCommand({ RoleName })))) ?? {};
  if (Role?.Arn === undefined || Role.RoleId === undefined) return undefined;
  const managedPolicyArns = await attachedPolicies(iam, RoleName);
  const boundaryArn = Role.PermissionsBoundary?.PermissionsBoundaryArn;
  const arns = boundaryArn === undefined ? managedPolicyArns : [...managedPolicyArns, boundaryArn];
  return {
    arn: Role.Arn,
    uniqueId: Role.RoleId,
    trust: decoded(Role.AssumeRolePolicyDocument),
    inlinePolicies: await inlinePolicies(iam, RoleName),
    managedPolicyArns,
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
    documents: Object.fromEntries(
      await Promise.all(arns.map(async (arn) => [arn, await managedDocument(iam, arn)])),
    ),
  };
}

async function inlinePolicies(client: IAMClient, RoleName: string): Promise<NamedDocument[]> {
  const policies: NamedDocument[] = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName })) {
    for (const PolicyName of PolicyNames) {
      const answer = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      policies.push({ name: PolicyName, document: decoded(answer.PolicyDocument) });
    }
  }
  return policies;
}

async function attachedPolicies(client: IAMClient, RoleName: string): Promise<string[]> {
  const arns: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName })) {
    for (const { PolicyArn } of AttachedPolicies) if (PolicyArn !== undefined) arns.push(PolicyArn);
  }
  return arns;
}

async function managedDocument(iam: IAMClient, PolicyArn: string): Promise<unknown> {
  const { Policy } = (await orAbsent(iam.send(new GetPolicyCommand({ PolicyArn })))) ?? {};
  // A boundary may name a policy that is gone: it then allows nothing.
  if (Policy?.DefaultVersionId === undefined) return { Version: "2012-10-17", Statement: [] };
  const version = { PolicyArn, VersionId: Policy.DefaultVersionId };
  return decoded((await iam.send(new GetPolicyVersionCommand(version))).PolicyVersion?.Document);
}

/** IAM answers with percent-encoded JSON. */
function decoded(document = "null"): unknown {
  return JSON.parse(decodeURIComponent(document));
}

async function orAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && /^NoSuchEntity/.test(error.name)) return undefined;
    throw error;
  }
}
