import { NoSuchEntityException } from "@aws-sdk/client-iam";
import { checkIamConflicts } from "../../../../emulator/iam/limits/check-conflicts";
import { answeredIam } from "../../../../testing/emulator/answered-iam";

const NAMES = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html";
const DELETE_POLICY = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html";
const DELETE_USER = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html";
const DELETE_GROUP = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html";
const MANAGED = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html";
const TAGS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html";

const policy = (name: string, owner = "111111111111") => `arn:aws:iam::${owner}:policy/${name}`;
const listed = <K extends string>(member: K, name: string) => [{ [member]: name }];

/** One of everything is there, by the name `Taken`; whoever's name says how it is used is used so, and `nobody` is nobody. */
const IAM = answeredIam((operation, input) => {
  const name = String(input.PolicyArn ?? input.UserName ?? input.GroupName ?? "").replace(/^.*\//, "");
  if (name === "nobody") throw new NoSuchEntityException({ message: "nobody", $metadata: {} });
  switch (operation) {
    case "ListRoles":
      return { Roles: listed("RoleName", "Taken") };
    case "ListUsers":
      return { Users: listed("UserName", "Taken") };
    case "ListGroups":
      return { Groups: listed("GroupName", "Taken") };
    case "ListPolicies":
      return { Policies: listed("PolicyName", "Taken") };
    case "ListInstanceProfiles":
      return { InstanceProfiles: listed("InstanceProfileName", "Taken") };
    case "GetPolicy":
      return { Policy: { AttachmentCount: name === "attached" ? 1 : 0 } };
    case "ListPolicyVersions":
      return { Versions: name === "versions" ? [{}, {}] : [{}] };
    case "ListAccessKeys":
      return { AccessKeyMetadata: name === "keys" ? [{}] : [] };
    case "ListGroupsForUser":
      return { Groups: name === "member" ? [{}] : [] };
    case "GetGroup":
      return { Users: name === "members" ? [{}] : [] };
    case "ListAttachedGroupPolicies":
      return { AttachedPolicies: name === "attached" ? [{ PolicyArn: policy("p") }] : [] };
    case "ListGroupPolicies":
      return { PolicyNames: name === "inline" ? ["p"] : [] };
    default:
      return { PolicyDocument: "{}" };
  }
});

async function refusalOf(operation: string, parameters: Record<string, string>): Promise<unknown> {
  try {
    await checkIamConflicts(IAM, operation, new URLSearchParams(parameters));
  } catch (error) {
    return error;
  }
  return undefined;
}

type Request = readonly [operation: string, parameters: Record<string, string>];

const deletePolicy = (arn: string): Request => ["DeletePolicy", { PolicyArn: arn }];
const OUTSIDE = "Policy is outside your own account.";
const RESERVED = "aws: prefixed tag key names are not allowed for external use.";
const DEFAULT_STAYS =
  "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
const CALLED = (name: string) => `A policy called ${name} already exists. Duplicate names are not allowed.`;

it.each<[what: string, request: Request, code: string, message: string, status: number, source: string]>([
  [
    "a role of a name in another case",
    ["CreateRole", { RoleName: "taken" }],
    "EntityAlreadyExists",
    "Role with name taken already exists.",
    409,
    NAMES,
  ],
  [
    "a role of the same name",
    ["CreateRole", { RoleName: "Taken", Path: "/other/" }],
    "EntityAlreadyExists",
    "Role with name Taken already exists.",
    409,
    NAMES,
  ],
  [
    "a user of a name in another case",
    ["CreateUser", { UserName: "TAKEN" }],
    "EntityAlreadyExists",
    "User with name TAKEN already exists.",
    409,
    NAMES,
  ],
  [
    "a group of a name in another case",
    ["CreateGroup", { GroupName: "taken" }],
    "EntityAlreadyExists",
    "Group with name taken already exists.",
    409,
    NAMES,
  ],
  [
    "an instance profile of a name in another case",
    ["CreateInstanceProfile", { InstanceProfileName: "taken" }],
    "EntityAlreadyExists",
    "Instance Profile taken already exists.",
    409,
    NAMES,
  ],
  [
    "a policy of a name in another case",
    ["CreatePolicy", { PolicyName: "taken" }],
    "EntityAlreadyExists",
    CALLED("taken"),
    409,
    NAMES,
  ],
  [
    "a policy of the same name below another path",
    ["CreatePolicy", { PolicyName: "Taken", Path: "/other/" }],
    "EntityAlreadyExists",
    CALLED("Taken"),
    409,
    NAMES,
  ],
  [
    "to delete an attached policy",
    deletePolicy(policy("attached")),
    "DeleteConflict",
    "Cannot delete a policy attached to entities.",
    409,
    DELETE_POLICY,
  ],
  [
    "to delete a policy of several versions",
    deletePolicy(policy("versions")),
    "DeleteConflict",
    DEFAULT_STAYS,
    409,
    DELETE_POLICY,
  ],
  [
    "to delete a policy of AWS's",
    deletePolicy(policy("ReadOnlyAccess", "aws")),
    "AccessDenied",
    OUTSIDE,
    403,
    MANAGED,
  ],
  ...[
    "CreatePolicyVersion",
    "DeletePolicyVersion",
    "SetDefaultPolicyVersion",
    "TagPolicy",
    "UntagPolicy",
  ].map((operation): [string, Request, string, string, number, string] => [
    `${operation} of a policy of AWS's`,
    [operation, { PolicyArn: policy("ReadOnlyAccess", "aws") }],
    "AccessDenied",
    OUTSIDE,
    403,
    MANAGED,
  ]),
  [
    "to delete a user who has keys",
    ["DeleteUser", { UserName: "keys" }],
    "DeleteConflict",
    "Cannot delete entity, must delete access keys first.",
    409,
    DELETE_USER,
  ],
  [
    "to delete a user who is in a group",
    ["DeleteUser", { UserName: "member" }],
    "DeleteConflict",
    "Cannot delete entity, must remove users from group first.",
    409,
    DELETE_USER,
  ],
  [
    "to delete a group with users",
    ["DeleteGroup", { GroupName: "members" }],
    "DeleteConflict",
    "Cannot delete entity, must remove users from group first.",
    409,
    DELETE_GROUP,
  ],
  [
    "to delete a group with attached policies",
    ["DeleteGroup", { GroupName: "attached" }],
    "DeleteConflict",
    "Cannot delete entity, must detach all policies first.",
    409,
    DELETE_GROUP,
  ],
  [
    "to delete a group with inline policies",
    ["DeleteGroup", { GroupName: "inline" }],
    "DeleteConflict",
    "Cannot delete entity, must delete policies first.",
    409,
    DELETE_GROUP,
  ],
  [
    "a role with a tag of AWS's",
    ["CreateRole", { RoleName: "new", "Tags.member.1.Key": "a", "Tags.member.2.Key": "AWS:team" }],
    "InvalidInput",
    RESERVED,
    400,
    TAGS,
  ],
  [
    "a tag of AWS's",
    ["TagRole", { RoleName: "r", "Tags.member.1.Key": "aws:team" }],
    "InvalidInput",
    RESERVED,
    400,
    TAGS,
  ],
])("IAM refuses %s", async (_, request, code, message, httpStatus) => {
  expect(await refusalOf(...request)).toMatchObject({ code, message, httpStatus });
});

it.each<[what: string, request: Request]>([
  ["a role of a new name", ["CreateRole", { RoleName: "Taken2", "Tags.member.1.Value": "aws:x" }]],
  ["to delete a policy that is in no use", deletePolicy(policy("free"))],
  ["to attach a policy of AWS's", ["AttachRolePolicy", { PolicyArn: policy("ReadOnlyAccess", "aws") }]],
  ["to delete a user who has nothing", ["DeleteUser", { UserName: "free" }]],
  ["to delete a group that has nothing", ["DeleteGroup", { GroupName: "free" }]],
])("IAM takes %s", async (_, request) => {
  expect(await refusalOf(...request)).toBeUndefined();
});

it.each<Request>([
  deletePolicy(policy("nobody")),
  ["DeleteUser", { UserName: "nobody" }],
  ["DeleteGroup", { GroupName: "nobody" }],
])("who does not exist is left to IAM itself (%s)", async (...request) => {
  expect(await refusalOf(...request)).toBeUndefined();
});
