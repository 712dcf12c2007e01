import type { Link } from "../../config/link";
import { linkCommand } from "../../states/link-command";
import { hasBuckets } from "../data-transfer";

/** In which order the parts of a link are made and attached, by whom, as sentences. */
export function stepsOf(link: Link): readonly string[] {
  const { queryRole, dataRole, function: settings, lambdaAccount, redshiftAccount, dataTransfer } = link;
  const ofQueryRole = owner(
    lambdaAccount.id,
    `the query role \`${queryRole.name}\``,
    link.trust.mode === "role"
      ? "IAM refuses a trust policy that names a role which is not there, and Lambda a function without its role."
      : "Lambda refuses a function whose role is not there.",
  );
  const ofDataRole = owner(
    redshiftAccount.id,
    `the data role \`${dataRole.name}\``,
    link.trust.mode === "role"
      ? "its trust policy names the query role, which is there now. When the query role is made anew, IAM no longer knows it: save the trust policy again."
      : "its trust policy names the account, so any other moment is as good.",
  );
  const ofFunction = owner(lambdaAccount.id, `the function \`${settings.name}\``, "its role is there now.");
  const isQueryRoleOurs = queryRole.existing === undefined;
  const dataRoleSteps = dataRole.existing === undefined ? [] : [ofDataRole];
  const isCopyRoleOurs = dataTransfer?.copyRole.existing === undefined;
  const bucketRoleSteps = dataTransfer?.bucketRole.existing === undefined ? [] : [ofBucketRole(link)];
  return [
    ...(isQueryRoleOurs ? [] : [ofQueryRole, ...dataRoleSteps]),
    ...(isCopyRoleOurs ? [] : [ofCopyRole(link), ...bucketRoleSteps]),
    `\`${linkCommand("deploy", link)}\` makes ${madeParts(link)}.`,
    ...(isQueryRoleOurs ? dataRoleSteps : []),
    ...(isCopyRoleOurs ? bucketRoleSteps : []),
    ...(settings.existing === undefined ? [] : [ofFunction]),
    ...(hasBuckets(link)
      ? [
          `The owner of the warehouse in account ${redshiftAccount.id} attaches the copy role \`${link.dataTransfer.copyRole.name}\`: Redshift uses no role that is not attached, and takes none that is not there.`,
        ]
      : []),
  ];
}

function ofCopyRole({ redshiftAccount, dataTransfer, trust }: Link): string {
  return owner(
    redshiftAccount.id,
    `the copy role \`${dataTransfer?.copyRole.name}\``,
    trust.mode === "role"
      ? "the trust policy of the bucket role names it, and IAM refuses one that names a role which is not there. What the copy role itself names need not be there."
      : "what it names need not be there.",
  );
}

function ofBucketRole({ lambdaAccount, dataTransfer, trust }: Link): string {
  return owner(
    lambdaAccount.id,
    `the bucket role \`${dataTransfer?.bucketRole.name}\``,
    trust.mode === "role"
      ? "its trust policy names the copy role, which is there now. When the copy role is made anew, IAM no longer knows it: save the trust policy again."
      : "its trust policy names the account, so any other moment is as good.",
  );
}

function owner(accountId: string, part: string, why: string): string {
  return `The owner of account ${accountId} makes ${part}: ${why}`;
}

function madeParts({ queryRole, dataRole, function: settings, dataTransfer }: Link): string {
  const made = [
    ...(queryRole.existing === undefined ? ["the query role"] : []),
    ...(queryRole.existing?.inlinePolicy === true ? ["the query role's policy for hop 1"] : []),
    ...(settings.existing === undefined ? ["the function with its log group"] : []),
    ...(dataRole.existing === undefined ? ["the data role"] : []),
    ...(dataTransfer !== undefined && dataTransfer.copyRole.existing === undefined ? ["the copy role"] : []),
    ...(dataTransfer !== undefined && dataTransfer.bucketRole.existing === undefined
      ? ["the bucket role"]
      : []),
  ];
  const last = made.at(-1) ?? "";
  return made.length < 2 ? last : `${made.slice(0, -1).join(", ")} and ${last}`;
}
