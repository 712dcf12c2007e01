import { blocks, isJson } from "../../../access/json";
import type { Violation } from "../finding";
import type { Rule } from "../rule";
import type { LinkSubject, StackBlock } from "../subject";

/** What `cdk.tf.json` of a link is made of, as far as the review reads it; `output` grants nothing. */
const SECTIONS = ["//", "data", "output", "provider", "resource", "terraform"];

/** Arguments of an AWS provider that say where it works, not what it grants. */
const PROVIDER_ARGUMENTS = [
  "alias",
  "allowed_account_ids",
  "assume_role",
  "default_tags",
  "profile",
  "region",
];

/** Meta-arguments that change what a resource's own arguments come to: ignored changes, commands run at the apply. */
const META_ARGUMENTS = ["lifecycle", "provisioner", "connection"];

/** Resource types that grant nothing by themselves. */
const GRANTING_NOTHING = [
  "aws_cloudwatch_log_group",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy_attachments_exclusive",
];

const ROLE_PARTS = ["aws_iam_role_policy", "aws_iam_role_policy_attachment"];

export const unreadPart: Rule = {
  id: "unread-part",
  severity: "warning",
  needs: "link",
  title: "the stack holds nothing but what the review reads",
  why: "what the review does not read may grant anything; the access table does not speak of it",
  fix: "take it out of the link's stack; or read it yourself, and suppress this finding with what you found",
  check: (subject) => [
    ...sections(subject),
    ...providers(subject),
    ...subject.resources.flatMap((resource) => resourceParts(resource, subject)),
  ],
};

function sections({ json }: LinkSubject): readonly Violation[] {
  const others = Object.keys(json).filter((section) => !SECTIONS.includes(section));
  const data = isJson(json.data) ? Object.keys(json.data) : [];
  const foreign = data.filter((type) => type !== "aws_iam_policy_document");
  return [
    ...others.map((section) => unread(section, `section ${section}`)),
    ...foreign.map((type) => unread(`data.${type}`, `data source ${type}`)),
  ];
}

function providers({ json }: LinkSubject): readonly Violation[] {
  return Object.entries(isJson(json.provider) ? json.provider : {}).flatMap(([name, configurations]) =>
    name === "aws"
      ? blocks(configurations).flatMap(({ alias, ...others }) =>
          Object.keys(others)
            .filter((argument) => !PROVIDER_ARGUMENTS.includes(argument))
            .map((argument) => unread(`provider.aws.${alias}`, `${argument} of provider aws.${alias}`)),
        )
      : [unread(`provider.${name}`, `provider ${name}`)],
  );
}

function resourceParts(resource: StackBlock, { link }: LinkSubject): readonly Violation[] {
  const { address, block } = resource;
  const metaArguments = META_ARGUMENTS.filter((argument) => block[argument] !== undefined);
  return [
    ...(isRead(resource, link) ? [] : [unread(address, `${address}, beside the link,`)]),
    ...metaArguments.map((argument) => unread(address, `${argument} of ${address}`)),
  ];
}

function isRead(
  { address, type, block }: StackBlock,
  { queryRole, dataRole, queryFunction }: LinkSubject["link"],
) {
  if (GRANTING_NOTHING.includes(type)) return true;
  const own = [queryRole.address, dataRole.address, queryFunction.address];
  if (!ROLE_PARTS.includes(type)) return own.includes(address);
  return [queryRole, dataRole].some(
    (role) =>
      block.role === role.name ||
      /^\$\{([\w.-]+)\.(?:name|id)\}$/.exec(String(block.role))?.[1] === role.address,
  );
}

function unread(address: string, what: string): Violation {
  return { address, message: `${what} is not read by the review` };
}
