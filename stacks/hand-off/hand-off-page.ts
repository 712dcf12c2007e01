import { functionLogGroup } from "../../aws/lambda";
import type { Link } from "../../config/link";
import type { RolePart } from "../../config/parts/fields-of-existing";
import { linkCommand, synthCommand } from "../../states/link-command";
import {
  askedOfOwners,
  attachedPolicyName,
  type ExistingFunctionPart,
  type ExistingPartsOfLink,
  type ExistingRolePart,
} from "../parts/existing-parts-of";
import { attachmentSections, bucketSections } from "./bucket-sections";
import { fence } from "./fence";
import { stepsOf } from "./order";
import { functionTerraform, roleTerraform } from "./owner-terraform";

/**
 * What the owners of a link's other parts make, and those of its warehouse and buckets do, as a page in Markdown: account by account, the exact documents, the order, and how to
 * look at it afterwards.
 *
 * @param parts that somebody else makes; empty: none
 * @returns the same text for the same link on every machine
 */
export function handOffPage(link: Link, parts: ExistingPartsOfLink): string {
  const { lambdaAccount, redshiftAccount } = link;
  const lambda = [
    ...roleSections(link, "queryRole", parts),
    ...(parts.function === undefined ? [] : [functionSection(link, parts.function)]),
    ...roleSections(link, "bucketRole", parts),
    ...bucketSections(link),
  ];
  const redshift = [
    ...roleSections(link, "dataRole", parts),
    ...roleSections(link, "copyRole", parts),
    ...attachmentSections(link),
  ];
  return [
    `# Hand-off: link ${link.name}`,
    `What others make and do so that this link works. \`${synthCommand(link)}\` writes this page from the links file, and writes it again at the next synth.`,
    `## Order\n\n${stepsOf(link)
      .map((step, index) => `${index + 1}. ${step}`)
      .join("\n")}`,
    ...accountSection(`Lambda account ${lambdaAccount.id}, ${lambdaAccount.region}`, lambda),
    ...accountSection(`Redshift account ${redshiftAccount.id}, ${redshiftAccount.region}`, redshift),
    `## How to check\n\n\`${linkCommand("doctor", link)}\` looks at every part, as far as it may read, and walks the path hop by hop.${Object.keys(parts).length === 0 ? "" : " Until it has, the review and every proof of this link rest on what stands here."}`,
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

function accountSection(title: string, sections: readonly string[]): readonly string[] {
  return sections.length === 0 ? [] : [`## ${title}`, ...sections];
}

/** What the page calls a role, and what it is there for. */
const ROLES: Readonly<Record<RolePart, { readonly title: string; readonly purpose: string }>> = {
  queryRole: { title: "Query role", purpose: "The function's execution role." },
  dataRole: {
    title: "Data role",
    purpose: "The query role assumes it; it holds the permissions on Redshift.",
  },
  copyRole: {
    title: "Copy role",
    purpose:
      "Redshift assumes it for COPY and UNLOAD of the link's database user; it may assume the bucket role, and nothing else.",
  },
  bucketRole: { title: "Bucket role", purpose: "The copy role assumes it; it may use the buckets." },
};

/** Empty: the link makes the role. */
function roleSections(link: Link, part: RolePart, parts: ExistingPartsOfLink): readonly string[] {
  const [asked, told] = [askedOfOwners(link)[part], parts[part]];
  return asked === undefined || told === undefined ? [] : [roleSection(link, part, asked, told)];
}

function roleSection(
  { name, queryRole }: Link,
  part: RolePart,
  asked: ExistingRolePart,
  told: ExistingRolePart,
): string {
  const { title, purpose } = ROLES[part];
  const resource = `${name}_${title.toLowerCase()}`.replace(/\W/g, "_");
  const policies = Object.entries(asked.policies).map(
    ([policy, document]) => `Inline policy \`${policy}\`:\n\n${fence("json", document)}`,
  );
  return [
    `### ${title} \`${asked.name}\``,
    `ARN \`${asked.arn}\`, path \`${asked.path}\`. ${purpose} Names of inline policies are a proposal; the statements are what the link needs, and all that it needs.`,
    ...(told.textFrom === "declared"
      ? [
          "Its owner has declared what stands there, and every proof is about that text. What the link needs, for comparison:",
        ]
      : []),
    `Trust policy:\n\n${fence("json", asked.trustPolicy)}`,
    ...policies,
    ...(asked.managedPolicyArns ?? []).map((arn) => `Attached managed policy: \`${arn}\``),
    ...(part === "queryRole" && queryRole.existing?.inlinePolicy === true
      ? [
          `The link attaches one inline policy of its own, \`${attachedPolicyName(name)}\`, which allows hop 1 and nothing else. Whoever keeps the role's policies exclusively has to name it, or takes it away again.`,
        ]
      : []),
    `In Terraform:\n\n${fence("hcl", roleTerraform(resource, asked))}`,
  ].join("\n\n");
}

function functionSection({ name, trust }: Link, part: ExistingFunctionPart): string {
  const variables = Object.entries(part.environment).map(
    ([variable, value]) => `| \`${variable}\` | \`${value}\` |`,
  );
  return [
    `### Function \`${part.name}\``,
    `ARN \`${part.arn}\`. It runs as \`${part.roleArn}\`; hop 1 is allowed to ${trust.bindToFunction ? "this function alone" : "every function with this role"}.`,
    `Its environment, which says what to assume and where to send SQL ([docs/handlers.md](../../docs/handlers.md#code-in-another-language) has the contract):\n\n| variable | value |\n| --- | --- |\n${variables.join("\n")}`,
    `Its log group \`${functionLogGroup(part.name)}\` has to be there before: the role may write to it and not make it.`,
    `In Terraform:\n\n${fence("hcl", functionTerraform(`${name}_function`.replace(/\W/g, "_"), part))}`,
  ].join("\n\n");
}
