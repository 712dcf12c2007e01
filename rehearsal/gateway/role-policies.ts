import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import type { NamedPolicy, PrincipalPolicies } from "./access-decisions";
import { decodeDocument } from "./policy-text";

/** A role as IAM has it at this moment. */
export interface StoredRole {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  /** The trust policy as stored: exact role and user principals are unique ids. */
  readonly trust: unknown;
  readonly maxSessionSeconds: number;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly policies: PrincipalPolicies;
  /** Absent: no permissions boundary. */
  readonly boundaryArn?: string;
}

const DEFAULT_MAX_SESSION_SECONDS = 3600;

/** Reads a role with everything that grants or bounds its permissions; absent when no such role exists. */
export async function readRole(
  iam: IAMClient,
  accountId: string,
  name: string,
): Promise<StoredRole | undefined> {
  const role = await orAbsent(iam.send(new GetRoleCommand({ RoleName: name })));
  if (role?.Role?.Arn === undefined || role.Role.RoleId === undefined) return undefined;
  const {
    Arn,
    RoleId,
    AssumeRolePolicyDocument,
    MaxSessionDuration,
    Tags,
    PermissionsBoundary,
    Description,
  } = role.Role;
  const boundaryArn = PermissionsBoundary?.PermissionsBoundaryArn;
  const identity = [...(await inlinePolicies(iam, name)), ...(await attachedPolicies(iam, name))];
  return {
    arn: Arn,
    id: RoleId,
    name,
    accountId,
    trust: decodeDocument(AssumeRolePolicyDocument),
    description: Description ?? "",
    maxSessionSeconds: MaxSessionDuration ?? DEFAULT_MAX_SESSION_SECONDS,
    tags: Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""])),
    policies: {
      identity,
      ...(boundaryArn === undefined ? {} : { boundary: await managedPolicy(iam, boundaryArn) }),
    },
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
  };
}

async function inlinePolicies(iam: IAMClient, name: string): Promise<NamedPolicy[]> {
  const policies: NamedPolicy[] = [];
  for await (const page of paginateListRolePolicies({ client: iam }, { RoleName: name })) {
    for (const policyName of page.PolicyNames ?? []) {
      const { PolicyDocument } = await iam.send(
        new GetRolePolicyCommand({ RoleName: name, PolicyName: policyName }),
      );
      policies.push({ name: policyName, document: decodeDocument(PolicyDocument) });
    }
  }
  return policies;
}

async function attachedPolicies(iam: IAMClient, name: string): Promise<NamedPolicy[]> {
  const policies: NamedPolicy[] = [];
  for await (const page of paginateListAttachedRolePolicies({ client: iam }, { RoleName: name })) {
    for (const { PolicyArn } of page.AttachedPolicies ?? []) {
      if (PolicyArn !== undefined) policies.push(await managedPolicy(iam, PolicyArn));
    }
  }
  return policies;
}

async function managedPolicy(iam: IAMClient, arn: string): Promise<NamedPolicy> {
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const policy = await orAbsent(iam.send(new GetPolicyCommand({ PolicyArn: arn })));
  // A boundary may name a policy that is gone: it then allows nothing.
  if (policy?.Policy?.DefaultVersionId === undefined) return { name, document: NOTHING };
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: policy.Policy.DefaultVersionId }),
  );
  return { name, document: decodeDocument(PolicyVersion?.Document) };
}

const NOTHING = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }],
};

async function orAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && /^NoSuchEntity/.test(error.name)) return undefined;
    throw error;
  }
}
