import { blocks } from "../../../../access/terraform/json-record";
import { isJson } from "../../../../aws/json";
import { LOADS_CODE } from "../../../../config/schema/variable-name";
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

/** What changes a resource's own arguments, runs commands at the apply, or brings code from elsewhere into the function. */
const FOREIGN_ARGUMENTS = ["lifecycle", "provisioner", "connection", "dynamic", "layers"];

/** The provider whose resources the review knows; Terraform takes any other one for the same types. */
const PROVIDER_SOURCES = ["hashicorp/aws", "registry.terraform.io/hashicorp/aws"];

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
    ...providerSources(subject),
    ...codeVariables(subject),
    ...databaseTags(subject),
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

function providerSources({ json }: LinkSubject): readonly Violation[] {
  const required = blocks(isJson(json.terraform) ? json.terraform.required_providers : undefined);
  return required
    .flatMap(Object.entries)
    .filter(([, provider]) => !isJson(provider) || !PROVIDER_SOURCES.includes(String(provider.source)))
    .map(([name]) => unread("terraform.required_providers", `provider ${name} from another source`));
}

function codeVariables({ link: { queryFunction } }: LinkSubject): readonly Violation[] {
  return Object.keys(queryFunction.environment)
    .filter((name) => LOADS_CODE.test(name))
    .map((name) => unread(queryFunction.address, `the code that variable ${name} may load`));
}

/** Redshift gives the session the database roles and groups that a role's tags name (Data API, "Authorizing access"). */
function databaseTags({ json, link: { dataRole }, resources }: LinkSubject): readonly Violation[] {
  const { tags, tags_all: all } = resources.find(({ address }) => address === dataRole.address)?.block ?? {};
  const defaults = blocks(isJson(json.provider) ? json.provider.aws : undefined)
    .flatMap(({ default_tags: entry }) => blocks(entry))
    .map((entry) => entry.tags);
  const names = new Set([tags, all, ...defaults].filter(isJson).flatMap(Object.keys));
  return [...names]
    .filter((name) => /^redshiftdb/i.test(name))
    .map((name) => unread(dataRole.address, `what tag ${name} gives in the database`));
}

function resourceParts(resource: StackBlock, { link }: LinkSubject): readonly Violation[] {
  const { address, block } = resource;
  const foreign = FOREIGN_ARGUMENTS.filter((argument) => block[argument] !== undefined);
  return [
    ...(isRead(resource, link) ? [] : [unread(address, `${address}, beside the link,`)]),
    ...foreign.map((argument) => unread(address, `${argument} of ${address}`)),
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
