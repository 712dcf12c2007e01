import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import type { NamedDocument } from "./decision";

/** A role as IAM has it right now, with everything that grants or bounds its permissions. */
export interface IamRole {
  readonly arn: string;
  /** `AROA…`; a role that is deleted and created again gets another. */
  readonly uniqueId: string;
  /** The trust policy as stored: an exact principal that was deleted is its unique id. */
  readonly trust: unknown;
  readonly inlinePolicies: readonly NamedDocument[];
  readonly managedPolicyArns: readonly string[];
  /** Absent: no permissions boundary. */
  readonly boundaryArn?: string;
  /** Texts of its managed policies and its boundary: ARN → document. */
  readonly documents: Readonly<Record<string, unknown>>;
  readonly maxSessionSeconds: number;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** IAM's own default, for roles that answer without one. */
const DEFAULT_MAX_SESSION_SECONDS = 3600;

/** What a policy that is gone allows. A boundary may name one. */
const NOTHING = { Version: "2012-10-17", Statement: [] };

/**
 * Reads a role; `undefined` when there is none of that name.
 *
 * @throws what IAM refused with
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export async function readIamRole(iam: IAMClient, RoleName: string): Promise<IamRole | undefined> {
  const { Role } = (await orAbsent(iam.send(new GetRoleCommand({ RoleName })))) ?? {};
  if (Role?.Arn === undefined || Role.RoleId === undefined) return undefined;
  const managedPolicyArns = await attachedPolicies(iam, RoleName);
  const boundaryArn = Role.PermissionsBoundary?.PermissionsBoundaryArn;
  const arns = boundaryArn === undefined ? managedPolicyArns : [...managedPolicyArns, boundaryArn];
  return {
    arn: Role.Arn,
    uniqueId: Role.RoleId,
    trust: decodePolicy(Role.AssumeRolePolicyDocument),
    inlinePolicies: await inlinePolicies(iam, RoleName),
    managedPolicyArns,
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
    documents: Object.fromEntries(
      await Promise.all(arns.map(async (arn) => [arn, await readManagedPolicy(iam, arn)])),
    ),
    maxSessionSeconds: Role.MaxSessionDuration ?? DEFAULT_MAX_SESSION_SECONDS,
    description: Role.Description ?? "",
    tags: Object.fromEntries((Role.Tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""])),
  };
}

async function inlinePolicies(client: IAMClient, RoleName: string): Promise<NamedDocument[]> {
  const policies: NamedDocument[] = [];
  for (const PolicyName of await inlinePolicyNames(client, RoleName)) {
    // A policy that was removed since its name was listed is none of the role's.
    const answer = await orAbsent(client.send(new GetRolePolicyCommand({ RoleName, PolicyName })));
    if (answer !== undefined)
      policies.push({ name: PolicyName, document: decodePolicy(answer.PolicyDocument) });
  }
  return policies;
}

/** Which policies a role has, without what they say. */
export interface RolePolicyNames {
  readonly inlineNames: readonly string[];
  readonly managedPolicyArns: readonly string[];
}

/**
 * Which policies a role has; `undefined` when there is none of that name. Whoever may not read their texts may read this.
 *
 * @throws what IAM refused with
 */
export async function readRolePolicyNames(
  iam: IAMClient,
  RoleName: string,
): Promise<RolePolicyNames | undefined> {
  if ((await orAbsent(iam.send(new GetRoleCommand({ RoleName })))) === undefined) return undefined;
  return {
    inlineNames: await inlinePolicyNames(iam, RoleName),
    managedPolicyArns: await attachedPolicies(iam, RoleName),
  };
}

async function inlinePolicyNames(client: IAMClient, RoleName: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName })) {
    names.push(...PolicyNames);
  }
  return names;
}

async function attachedPolicies(client: IAMClient, RoleName: string): Promise<string[]> {
  const arns: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName })) {
    for (const { PolicyArn } of AttachedPolicies) if (PolicyArn !== undefined) arns.push(PolicyArn);
  }
  return arns;
}

/**
 * The document of a managed policy in its default version, decoded; one that allows nothing when there is no such policy.
 *
 * @throws what IAM refused with
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
 */
export async function readManagedPolicy(iam: IAMClient, PolicyArn: string): Promise<unknown> {
  return (await findManagedPolicy(iam, PolicyArn)) ?? NOTHING;
}

/** Like {@link readManagedPolicy}, but `undefined` when there is no such policy. */
export async function findManagedPolicy(iam: IAMClient, PolicyArn: string): Promise<unknown> {
  const { Policy } = (await orAbsent(iam.send(new GetPolicyCommand({ PolicyArn })))) ?? {};
  if (Policy?.DefaultVersionId === undefined) return undefined;
  const version = { PolicyArn, VersionId: Policy.DefaultVersionId };
  return decodePolicy((await iam.send(new GetPolicyVersionCommand(version))).PolicyVersion?.Document);
}

function decodePolicy(text = "{}"): unknown {
  return JSON.parse(plainPolicy(text));
}

/** The JSON text of a policy as IAM answers it: percent-encoded by AWS, plain by some of its stand-ins. */
export function plainPolicy(text: string): string {
  return text.startsWith("%") ? decodeURIComponent(text) : text;
}

async function orAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && /^NoSuchEntity/.test(error.name)) return undefined;
    throw error;
  }
}
