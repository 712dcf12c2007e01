import type { Link } from "../../../config/link";
import type { Part } from "../../../config/parts/fields-of-existing";
import { awsErrorText } from "../../lib/aws/aws-error";
import { CouldNotCheck } from "../read/could-not-check";
import type { AccountSide } from "../read/sides";
import { deployAgain } from "./next-steps";

/** What reading a role takes. */
const READ_ROLE = "iam:GetRole, iam:ListRolePolicies, iam:GetRolePolicy and iam:ListAttachedRolePolicies";

/** Whether others make a part of a link. */
export function isOthers(link: Link, part: Part): boolean {
  const { dataTransfer } = link;
  const found = part === "copyRole" || part === "bucketRole" ? dataTransfer?.[part] : link[part];
  return found?.existing !== undefined;
}

/** Whether a link makes nothing in one of its accounts, so that nobody deploys there. */
export function isOthersAccount(link: Link, side: AccountSide): boolean {
  const isNotMade = (part: Part) => link.dataTransfer === undefined || isOthers(link, part);
  if (side === "redshift account") return isOthers(link, "dataRole") && isNotMade("copyRole");
  const attaches = link.queryRole.existing?.inlinePolicy === true;
  return isOthers(link, "queryRole") && isOthers(link, "function") && isNotMade("bucketRole") && !attaches;
}

/** How a part is brought back to what it should be: by a deployment, or by whoever owns it. */
export function putBack(link: Link, part: Part): string {
  if (!isOthers(link, part)) return deployAgain(link);
  return `others own it: ask the owner of account ${accountOf(link, part)} for what cdktf.out/handoff/${link.name}.md says, or correct what links.yaml says of it`;
}

/**
 * What is read of a part; of one that others own, nobody need be allowed to.
 *
 * @throws CouldNotCheck with the permission that is missing
 */
export async function readPart<T>(link: Link, part: Part, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!isOthers(link, part) || error instanceof CouldNotCheck || !(error instanceof Error)) throw error;
    if (!/AccessDenied/.test(error.name)) throw error;
    throw new CouldNotCheck(
      awsErrorText(error),
      `others own it: whoever runs the doctor needs ${part === "function" ? "lambda:GetFunction" : READ_ROLE} in account ${accountOf(link, part)}; or its owner compares it with cdktf.out/handoff/${link.name}.md`,
    );
  }
}

function accountOf({ lambdaAccount, redshiftAccount }: Link, part: Part): string {
  return part === "dataRole" || part === "copyRole" ? redshiftAccount.id : lambdaAccount.id;
}
