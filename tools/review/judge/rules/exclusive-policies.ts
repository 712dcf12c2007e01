import { allRolesOf } from "../../../../access/link/link-access";
import { isOfOthers } from "../../../../access/terraform/carried/parts-of-others";
import type { SynthesizedRole } from "../../../../access/terraform/synthesized-stack";
import type { TerraformBlock } from "../../../../access/terraform/terraform-stack";
import type { Violation } from "../finding";
import type { Rule } from "../rule";
import type { LinkSubject } from "../subject";

interface Exclusive {
  readonly type: string;
  /** The argument that lists what the role may have. */
  readonly list: string;
  readonly what: string;
  /** A reference to what is listed. */
  readonly member: { readonly type: string; readonly argument: string };
  readonly has: (role: SynthesizedRole) => readonly string[];
}

const EXCLUSIVE: readonly Exclusive[] = [
  {
    type: "aws_iam_role_policies_exclusive",
    list: "policy_names",
    what: "inline policies",
    member: { type: "aws_iam_role_policy", argument: "name" },
    has: ({ inlinePolicies }) => inlinePolicies.map(({ name }) => name),
  },
  {
    type: "aws_iam_role_policy_attachments_exclusive",
    list: "policy_arns",
    what: "managed policies",
    member: { type: "aws_iam_role_policy_attachment", argument: "policy_arn" },
    has: ({ managedPolicyArns }) => managedPolicyArns,
  },
];

export const exclusivePolicies: Rule = {
  id: "exclusive-policies",
  severity: "error",
  needs: "link",
  title: "each role of the link has exactly the policies of the stack",
  why: "an exclusive resource attaches what its list has and the role lacks, and takes away what the role has and its list lacks; without one nobody sees a policy that was added by hand",
  fix: "leave the exclusive resources of the roles as the synth writes them",
  check: (subject) => EXCLUSIVE.flatMap((exclusive) => judge(exclusive, subject)),
};

function judge(exclusive: Exclusive, subject: LinkSubject): readonly Violation[] {
  // What others own has whatever policies they give it.
  const roles = allRolesOf(subject.link).filter(({ address }) => !isOfOthers(address));
  const found = subject.resources.filter(({ type }) => type === exclusive.type);
  const owners = found.map((block) => ownerOf(block, subject, roles));
  return [
    ...found.flatMap((block, index) => {
      const role = owners[index];
      if (role === undefined)
        return [{ address: block.address, message: `${block.address} is for no role of the link` }];
      return differences(exclusive, block, role, subject);
    }),
    ...roles
      .filter((role) => owners.filter((owner) => owner === role).length !== 1)
      .map(({ address, name }) => ({
        address,
        message: `${name} needs one ${exclusive.type} that keeps its ${exclusive.what}, and has ${owners.filter((owner) => owner?.address === address).length}`,
      })),
  ];
}

/** The role it names, if it is in that role's account: a role of that name in another account is another role. */
function ownerOf(
  { block }: TerraformBlock,
  { locate }: LinkSubject,
  roles: readonly SynthesizedRole[],
): SynthesizedRole | undefined {
  const named = String(block.role_name);
  const address = /^\$\{([\w.-]+)\.(?:name|id)\}$/.exec(named)?.[1];
  const { accountId } = locate(block);
  return roles.find(
    (role) =>
      role.accountId === accountId &&
      (address === undefined ? role.name === named : role.address === address),
  );
}

function differences(
  { list, what, member, has }: Exclusive,
  { address, block }: TerraformBlock,
  role: SynthesizedRole,
  { resources }: LinkSubject,
): readonly Violation[] {
  const listed = (Array.isArray(block[list]) ? block[list] : [block[list]]).map((entry) => {
    const name = new RegExp(`^\\$\\{${member.type}\\.([\\w-]+)\\.${member.argument}\\}$`).exec(
      String(entry),
    )?.[1];
    const found = resources.find((resource) => resource.address === `${member.type}.${name}`);
    return String(found === undefined ? entry : found.block[member.argument]);
  });
  const owned = has(role);
  const [more, less] = [
    listed.filter((entry) => !owned.includes(entry)),
    owned.filter((entry) => !listed.includes(entry)),
  ];
  return [
    ...more.map((entry) => ({
      address,
      message: `${address} gives ${role.name} ${entry}, none of its ${what}`,
    })),
    ...less.map((entry) => ({
      address,
      message: `${address} takes ${entry} from ${role.name}, one of its ${what}`,
    })),
  ];
}
