import type { Link } from "../../../config/link";
import type { RolePart } from "../../../config/parts/fields-of-existing";

/** One of the two accounts of a link, as the doctor names it. */
export type AccountSide = "lambda account" | "redshift account";

/** Which of the roles of a link. The last two it has only with buckets. */
export type RoleSide = "query role" | "data role" | "copy role" | "bucket role";

/** The account that a role is in. */
export const ACCOUNT_OF: Readonly<Record<RoleSide, AccountSide>> = {
  "query role": "lambda account",
  "data role": "redshift account",
  "copy role": "redshift account",
  "bucket role": "lambda account",
};

/** The field of a link that says who makes a role. */
export const PART_OF: Readonly<Record<RoleSide, RolePart>> = {
  "query role": "queryRole",
  "data role": "dataRole",
  "copy role": "copyRole",
  "bucket role": "bucketRole",
};

/** A role of a link, as its configuration has it. @throws Error for a role between Redshift and buckets that the link does not have */
export function roleSide({ queryRole, dataRole, dataTransfer }: Link, side: RoleSide): Link["queryRole"] {
  const roles = {
    "query role": queryRole,
    "data role": dataRole,
    "copy role": dataTransfer?.copyRole,
    "bucket role": dataTransfer?.bucketRole,
  };
  const role = roles[side];
  if (role === undefined) throw new Error(`the link has no buckets, so that it has no ${side}`);
  return role;
}
