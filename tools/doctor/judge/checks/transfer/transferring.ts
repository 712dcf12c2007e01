import type { IamRole } from "../../../../../access/iam/iam-role";
import type { Link } from "../../../../../config/link";
import type { LinkFacts } from "../../../read/link-facts";
import { ACCOUNT_OF, PART_OF, type RoleSide } from "../../../read/sides";
import { readPart } from "../../others";
import { permitted } from "../../permitted";

/** S3's code for a bucket that is not there. */
const NO_BUCKET = "NoSuchBucket";

/** S3's codes for a bucket that is, and in another region than it was asked in. */
const OTHER_REGION = [
  "PermanentRedirect",
  "AuthorizationHeaderMalformed",
  "IllegalLocationConstraintException",
];

type DataTransfer = NonNullable<Link["dataTransfer"]>;

/** The buckets of a link and the roles between; the checks of them are for links with buckets. */
export function transferOf({ dataTransfer }: Link): DataTransfer {
  if (dataTransfer === undefined)
    throw new Error("the link has no buckets, expected linkChecks to leave this check out");
  return dataTransfer;
}

/** The role as it is in IAM. @throws CouldNotCheck where it may not be read */
export async function liveRole(facts: LinkFacts, role: RoleSide): Promise<IamRole | undefined> {
  const reading = readPart(facts.link, PART_OF[role], facts.role(role));
  return permitted(reading, "iam:GetRole and what lists its policies", ACCOUNT_OF[role]);
}

/** What lies below a prefix of a bucket, as the deploy credentials see it. */
export type Below = { readonly key: string } | "nothing" | "no bucket" | "other region";

/** Looks for one object. @throws CouldNotCheck where the credentials may not look */
export async function oneBelow(
  { link, transfer }: LinkFacts,
  bucket: DataTransfer["buckets"][number],
  prefix: string,
): Promise<Below> {
  try {
    const key = await transfer.oneObjectBelow(bucket, prefix);
    return key === undefined ? "nothing" : { key };
  } catch (error) {
    if (error instanceof Error && error.name === NO_BUCKET) return "no bucket";
    if (error instanceof Error && OTHER_REGION.includes(error.name)) return "other region";
    const permission = `s3:ListBucket on arn:${link.partition}:s3:::${bucket.name}`;
    return permitted<Below>(Promise.reject(error), permission, "lambda account");
  }
}
