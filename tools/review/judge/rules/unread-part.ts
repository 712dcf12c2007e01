import { allRolesOf } from "../../../../access/link/link-access";
import {
  type IgnoredPart,
  resourceAt,
  type TerraformBlock,
} from "../../../../access/terraform/terraform-stack";
import { isJson } from "../../../../aws/json";
import { DATABASE_TAG_PREFIX } from "../../../../aws/redshift";
import { LOADS_CODE } from "../../../../config/schema/variable-name";
import type { Violation } from "../finding";
import type { Rule } from "../rule";
import type { LinkSubject } from "../subject";

/** Resource types that grant nothing by themselves. */
const GRANTING_NOTHING = [
  "aws_cloudwatch_log_group",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy_attachments_exclusive",
  // Where it sends events, the query role has to be allowed.
  "aws_lambda_function_event_invoke_config",
  // Which version and which alias is judged with the function.
  "aws_lambda_alias",
  "aws_lambda_provisioned_concurrency_config",
  // Whom it lets in is judged with the function.
  "aws_lambda_permission",
  // What they watch, tell and say is judged with the function, too.
  "aws_cloudwatch_dashboard",
  "aws_cloudwatch_metric_alarm",
  "aws_ssm_parameter",
];

const ROLE_PARTS = ["aws_iam_role_policy", "aws_iam_role_policy_attachment"];

export const unreadPart: Rule = {
  id: "unread-part",
  // One that is accepted must not hide the next one at its address.
  severity: "error",
  needs: "link",
  title: "the stack holds nothing but what the review reads",
  why: "what the review does not read may grant anything; the access table does not speak of it",
  fix: "take it out of the link's stack; or read it yourself, and suppress this finding with what you found",
  check: (subject) => [
    ...subject.ignored.map((part) => unread(part.address, ignoredText(part))),
    ...codeVariables(subject),
    ...databaseTags(subject),
    ...subject.resources.flatMap((resource) => resourceParts(resource, subject)),
  ],
};

function ignoredText({ kind, name, address }: IgnoredPart): string {
  switch (kind) {
    case "section":
      return `section ${name}`;
    case "data-source":
      return `data source ${name}`;
    case "provider":
      return `provider ${name}`;
    case "provider-argument":
      return `${name} of ${address.replace(/^provider\./, "provider ")}`;
    case "provider-source":
      return `provider ${name} from another source`;
  }
}

function codeVariables({ link: { queryFunction } }: LinkSubject): readonly Violation[] {
  return Object.keys(queryFunction.environment)
    .filter((name) => LOADS_CODE.test(name))
    .map((name) => unread(queryFunction.address, `the code that variable ${name} may load`));
}

/** What tags of the data role give it in the database. */
function databaseTags(subject: LinkSubject): readonly Violation[] {
  const { address } = subject.link.dataRole;
  const { tags, tags_all: all } = resourceAt(subject, address)?.block ?? {};
  const defaults = subject.providers.map(({ defaultTags }) => defaultTags);
  const names = new Set([tags, all, ...defaults].filter(isJson).flatMap(Object.keys));
  return [...names]
    .filter((name) => name.toLowerCase().startsWith(DATABASE_TAG_PREFIX))
    .map((name) => unread(address, `what tag ${name} gives in the database`));
}

function resourceParts(resource: TerraformBlock, { link }: LinkSubject): readonly Violation[] {
  const { address, ignored } = resource;
  return [
    ...(isRead(resource, link) ? [] : [unread(address, `${address}, beside the link,`)]),
    ...ignored.map((argument) => unread(address, `${argument} of ${address}`)),
  ];
}

function isRead({ address, type, block }: TerraformBlock, link: LinkSubject["link"]) {
  if (GRANTING_NOTHING.includes(type)) return true;
  const roles = allRolesOf(link);
  const own = [...roles.map((role) => role.address), link.queryFunction.address];
  if (!ROLE_PARTS.includes(type)) return own.includes(address);
  return roles.some(
    (role) =>
      block.role === role.name ||
      /^\$\{([\w.-]+)\.(?:name|id)\}$/.exec(String(block.role))?.[1] === role.address,
  );
}

function unread(address: string, what: string): Violation {
  return { address, message: `${what} is not read by the review` };
}
