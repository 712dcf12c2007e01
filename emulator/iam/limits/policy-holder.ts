import {
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  type IAMClient,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
} from "@aws-sdk/client-iam";
import { plainPolicy } from "../../../access/iam/iam-role";
import { carriedText } from "../documents/kept-document";

/** What policies are put into and attached to. */
export type HolderKind = "group" | "role" | "user";

/** The questions that IAM has for each kind; a name that nobody has is answered with an error. */
interface HolderQuestions {
  inlineNames(iam: IAMClient, name: string): Promise<readonly string[]>;
  inlineText(iam: IAMClient, name: string, policy: string): Promise<string>;
  attachedArns(iam: IAMClient, name: string): Promise<readonly string[]>;
}

/** More than any quota lets be there. */
const MaxItems = 1000;

const QUESTIONS: Readonly<Record<HolderKind, HolderQuestions>> = {
  role: {
    inlineNames: async (iam, RoleName) =>
      (await iam.send(new ListRolePoliciesCommand({ RoleName, MaxItems }))).PolicyNames ?? [],
    inlineText: async (iam, RoleName, PolicyName) =>
      (await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument ?? "{}",
    attachedArns: async (iam, RoleName) =>
      arnsOf(await iam.send(new ListAttachedRolePoliciesCommand({ RoleName, MaxItems }))),
  },
  user: {
    inlineNames: async (iam, UserName) =>
      (await iam.send(new ListUserPoliciesCommand({ UserName, MaxItems }))).PolicyNames ?? [],
    inlineText: async (iam, UserName, PolicyName) =>
      (await iam.send(new GetUserPolicyCommand({ UserName, PolicyName }))).PolicyDocument ?? "{}",
    attachedArns: async (iam, UserName) =>
      arnsOf(await iam.send(new ListAttachedUserPoliciesCommand({ UserName, MaxItems }))),
  },
  group: {
    inlineNames: async (iam, GroupName) =>
      (await iam.send(new ListGroupPoliciesCommand({ GroupName, MaxItems }))).PolicyNames ?? [],
    inlineText: async (iam, GroupName, PolicyName) =>
      (await iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName }))).PolicyDocument ?? "{}",
    attachedArns: async (iam, GroupName) =>
      arnsOf(await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName, MaxItems }))),
  },
};

interface AttachedAnswer {
  readonly AttachedPolicies?: readonly { readonly PolicyArn?: string | undefined }[] | undefined;
}

function arnsOf({ AttachedPolicies = [] }: AttachedAnswer) {
  return AttachedPolicies.flatMap(({ PolicyArn }) => (PolicyArn === undefined ? [] : [PolicyArn]));
}

/** Somebody's inline policies, name → text as it was sent. */
export async function inlinePoliciesOf(
  iam: IAMClient,
  kind: HolderKind,
  name: string,
): Promise<ReadonlyMap<string, string>> {
  const { inlineNames, inlineText } = QUESTIONS[kind];
  const names = await inlineNames(iam, name);
  const texts = await Promise.all(names.map((policy) => inlineText(iam, name, policy)));
  return new Map(names.map((policy, index) => [policy, carriedText(plainPolicy(texts[index] ?? "{}"))]));
}

/** The managed policies that are attached to somebody. */
export function attachedPoliciesOf(
  iam: IAMClient,
  kind: HolderKind,
  name: string,
): Promise<readonly string[]> {
  return QUESTIONS[kind].attachedArns(iam, name);
}
