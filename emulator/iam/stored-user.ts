import {
  GetGroupPolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type IAMClient,
  paginateListAttachedGroupPolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupPolicies,
  paginateListGroupsForUser,
  paginateListUserPolicies,
} from "@aws-sdk/client-iam";
import type { NamedDocument, PrincipalPolicies } from "../../access/iam/decision";
import { plainPolicy, readManagedPolicy } from "../../access/iam/iam-role";
import { uniqueId } from "./unique-ids";

/** A user as IAM has it at this moment, with its policies and its groups' as the simulator takes them. */
export interface StoredUser {
  readonly arn: string;
  /** `AIDA…`. */
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly policies: PrincipalPolicies;
}

/** Reads a user with everything that grants it permissions; absent when no such user exists. Moto keeps no boundary of users. */
export async function readStoredUser(iam: IAMClient, UserName: string): Promise<StoredUser | undefined> {
  const answer = await iam.send(new GetUserCommand({ UserName })).catch((error: Error) => {
    if (/^NoSuchEntity/.test(error.name)) return undefined;
    throw error;
  });
  const { Arn: arn, UserId: id, Tags: tags = [] } = answer?.User ?? {};
  if (arn === undefined || id === undefined) return undefined;
  const documents = await Promise.all([
    inlinePolicies(iam, UserName),
    attachedPolicies(iam, paginateListAttachedUserPolicies({ client: iam }, { UserName })),
    groupPolicies(iam, UserName),
  ]);
  return {
    ...{ arn, id: uniqueId("UserId", id), name: UserName },
    tags: Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value])),
    policies: { identity: documents.flat() },
  };
}

async function inlinePolicies(iam: IAMClient, UserName: string): Promise<NamedDocument[]> {
  const found: NamedDocument[] = [];
  for await (const { PolicyNames = [] } of paginateListUserPolicies({ client: iam }, { UserName })) {
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await iam.send(new GetUserPolicyCommand({ UserName, PolicyName }));
      found.push({ name: PolicyName, document: decoded(PolicyDocument) });
    }
  }
  return found;
}

async function groupPolicies(iam: IAMClient, UserName: string): Promise<NamedDocument[]> {
  const found: NamedDocument[] = [];
  for await (const { Groups = [] } of paginateListGroupsForUser({ client: iam }, { UserName })) {
    for (const { GroupName } of Groups)
      if (GroupName !== undefined) found.push(...(await ofGroup(iam, GroupName)));
  }
  return found;
}

async function ofGroup(iam: IAMClient, GroupName: string): Promise<NamedDocument[]> {
  const found: NamedDocument[] = [];
  for await (const { PolicyNames = [] } of paginateListGroupPolicies({ client: iam }, { GroupName })) {
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName }));
      found.push({ name: PolicyName, document: decoded(PolicyDocument) });
    }
  }
  const attached = paginateListAttachedGroupPolicies({ client: iam }, { GroupName });
  return [...found, ...(await attachedPolicies(iam, attached))];
}

async function attachedPolicies(
  iam: IAMClient,
  pages: AsyncIterable<{
    readonly AttachedPolicies?: readonly { readonly PolicyArn?: string | undefined }[] | undefined;
  }>,
): Promise<NamedDocument[]> {
  const found: NamedDocument[] = [];
  for await (const { AttachedPolicies = [] } of pages) {
    for (const { PolicyArn } of AttachedPolicies) {
      if (PolicyArn === undefined) continue;
      const name = PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1);
      found.push({ name, document: await readManagedPolicy(iam, PolicyArn) });
    }
  }
  return found;
}

function decoded(text = "{}"): unknown {
  return JSON.parse(plainPolicy(text));
}
