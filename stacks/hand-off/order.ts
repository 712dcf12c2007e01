import type { Link } from "../../config/link";
import { hasBuckets } from "../data-transfer";

/** In which order the parts of a link are made and attached, by whom, as sentences. */
export function stepsOf(link: Link): readonly string[] {
  const { queryRole, dataRole, function: settings, lambdaAccount, redshiftAccount } = link;
  const owner = (id: string, part: string, why: string) => `The owner of account ${id} makes ${part}: ${why}`;
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
  return [
    ...(isQueryRoleOurs ? [] : [ofQueryRole, ...dataRoleSteps]),
    `\`npm run deploy\` makes ${madeParts(link)}.`,
    ...(isQueryRoleOurs ? dataRoleSteps : []),
    ...(settings.existing === undefined ? [] : [ofFunction]),
    ...(hasBuckets(link)
      ? [
          `The owner of the warehouse in account ${redshiftAccount.id} attaches the copy role \`${link.dataTransfer.copyRole.name}\`: Redshift uses no role that is not attached, and takes none that is not there.`,
        ]
      : []),
  ];
}

function madeParts({ queryRole, dataRole, function: settings, dataTransfer }: Link): string {
  const made = [
    ...(queryRole.existing === undefined ? ["the query role"] : []),
    ...(queryRole.existing?.inlinePolicy === true ? ["the query role's policy for hop 1"] : []),
    ...(settings.existing === undefined ? ["the function with its log group"] : []),
    ...(dataRole.existing === undefined ? ["the data role"] : []),
    ...(dataTransfer === undefined ? [] : ["the copy role", "the bucket role"]),
  ];
  const last = made.at(-1) ?? "";
  return made.length < 2 ? last : `${made.slice(0, -1).join(", ")} and ${last}`;
}
