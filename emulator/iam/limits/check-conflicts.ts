import {
  GetGroupCommand,
  GetPolicyCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListGroupsCommand,
  ListGroupsForUserCommand,
  ListInstanceProfilesCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolesCommand,
  ListUsersCommand,
} from "@aws-sdk/client-iam";
import { AwsError } from "../../protocol/aws-error";
import { isReservedTag, RESERVED_TAG } from "../../protocol/reserved-tags";
import { attachedPoliciesOf, inlinePoliciesOf } from "./policy-holder";

/** More than any quota lets be there. */
const MaxItems = 1000;

/** What IAM must find before it changes something; it throws what IAM answers otherwise. */
type Check = (iam: IAMClient, parameters: URLSearchParams) => Promise<void>;

/** One of the kinds of things that have a name of their own in an account. */
interface NamedKind {
  readonly parameter: string;
  names(iam: IAMClient): Promise<readonly (string | undefined)[]>;
  /** IAM's sentence for a name that somebody has. */
  taken(name: string): string;
}

const NAMED: Readonly<Record<string, NamedKind>> = {
  CreateRole: {
    parameter: "RoleName",
    names: async (iam) =>
      (await iam.send(new ListRolesCommand({ MaxItems }))).Roles?.map(({ RoleName }) => RoleName) ?? [],
    taken: (name) => `Role with name ${name} already exists.`,
  },
  CreateUser: {
    parameter: "UserName",
    names: async (iam) =>
      (await iam.send(new ListUsersCommand({ MaxItems }))).Users?.map(({ UserName }) => UserName) ?? [],
    taken: (name) => `User with name ${name} already exists.`,
  },
  CreateGroup: {
    parameter: "GroupName",
    names: async (iam) =>
      (await iam.send(new ListGroupsCommand({ MaxItems }))).Groups?.map(({ GroupName }) => GroupName) ?? [],
    taken: (name) => `Group with name ${name} already exists.`,
  },
  CreatePolicy: {
    parameter: "PolicyName",
    names: async (iam) =>
      (await iam.send(new ListPoliciesCommand({ Scope: "Local", MaxItems }))).Policies?.map(
        ({ PolicyName }) => PolicyName,
      ) ?? [],
    taken: (name) => `A policy called ${name} already exists. Duplicate names are not allowed.`,
  },
  CreateInstanceProfile: {
    parameter: "InstanceProfileName",
    names: async (iam) =>
      (await iam.send(new ListInstanceProfilesCommand({ MaxItems }))).InstanceProfiles?.map(
        ({ InstanceProfileName }) => InstanceProfileName,
      ) ?? [],
    taken: (name) => `Instance Profile ${name} already exists.`,
  },
};

/** Names are one whatever their case and, of policies, their path (IAM API reference, `CreatePolicy`). */
async function checkName(iam: IAMClient, kind: NamedKind, parameters: URLSearchParams): Promise<void> {
  const name = parameters.get(kind.parameter) ?? "";
  const names = await kind.names(iam);
  if (names.some((other) => other?.toLowerCase() === name.toLowerCase()))
    throw new AwsError("EntityAlreadyExists", kind.taken(name), 409);
}

const POLICY_CHANGES =
  /^(?:Delete|Tag|Untag)Policy$|^(?:Create|Delete)PolicyVersion$|^SetDefaultPolicyVersion$/;

function checkOwner(parameters: URLSearchParams): void {
  if (/^arn:[a-z-]+:iam::aws:policy\//.test(parameters.get("PolicyArn") ?? ""))
    throw new AwsError("AccessDenied", "Policy is outside your own account.", 403);
}

const DELETIONS: Readonly<Record<string, Check>> = {
  DeletePolicy: async (iam, parameters) => {
    const PolicyArn = parameters.get("PolicyArn") ?? "";
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    if ((Policy?.AttachmentCount ?? 0) > 0) throw inUse("Cannot delete a policy attached to entities.");
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    if (Versions.length > 1)
      throw inUse(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
  },
  DeleteUser: async (iam, parameters) => {
    const UserName = parameters.get("UserName") ?? "";
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
    if (AccessKeyMetadata.length > 0) throw inUse("Cannot delete entity, must delete access keys first.");
    const { Groups = [] } = await iam.send(new ListGroupsForUserCommand({ UserName }));
    if (Groups.length > 0) throw inUse("Cannot delete entity, must remove users from group first.");
  },
  DeleteGroup: async (iam, parameters) => {
    const GroupName = parameters.get("GroupName") ?? "";
    const { Users = [] } = await iam.send(new GetGroupCommand({ GroupName }));
    if (Users.length > 0) throw inUse("Cannot delete entity, must remove users from group first.");
    if ((await attachedPoliciesOf(iam, "group", GroupName)).length > 0)
      throw inUse("Cannot delete entity, must detach all policies first.");
    if ((await inlinePoliciesOf(iam, "group", GroupName)).size > 0)
      throw inUse("Cannot delete entity, must delete policies first.");
  },
};

function inUse(message: string): AwsError {
  return new AwsError("DeleteConflict", message, 409);
}

/** IAM User Guide, "Rules for tagging in IAM and AWS STS". */
function checkTagKeys(parameters: URLSearchParams): void {
  const isReserved = ([name, value]: readonly [string, string]) =>
    /^Tags\.member\.\d+\.Key$/.test(name) && isReservedTag(value);
  if ([...parameters].some(isReserved)) throw new AwsError("InvalidInput", RESERVED_TAG);
}

/**
 * Refuses what IAM refuses because of what is there already: names that somebody has, things that are in use, policies of AWS's,
 * tags of AWS's. Whoever does not exist is left to moto's answer.
 *
 * @param iam IAM of the account, past the gateway
 * @throws AwsError `EntityAlreadyExists`, `DeleteConflict`, `AccessDenied` or `InvalidInput`, in IAM's words
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
 */
export async function checkIamConflicts(
  iam: IAMClient,
  operation: string,
  parameters: URLSearchParams,
): Promise<void> {
  checkTagKeys(parameters);
  const kind = NAMED[operation];
  if (kind !== undefined) return checkName(iam, kind, parameters);
  if (POLICY_CHANGES.test(operation)) checkOwner(parameters);
  try {
    await DELETIONS[operation]?.(iam, parameters);
  } catch (error) {
    if (!(error instanceof Error && /^NoSuchEntity/.test(error.name))) throw error;
  }
}
