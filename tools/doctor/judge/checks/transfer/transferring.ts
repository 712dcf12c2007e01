import type { IamRole } from "../../../../../access/iam/iam-role";
import type { Link } from "../../../../../config/link";
import type { LinkFacts } from "../../../read/link-facts";
import { ACCOUNT_OF, PART_OF, type RoleSide } from "../../../read/sides";
import { type Outcome, problem } from "../../check";
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

/** Why a bucket cannot be asked for anything, whatever it was asked. `undefined`: that is not what S3 says. */
export function unreachable(error: unknown): "no bucket" | "other region" | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === NO_BUCKET) return "no bucket";
  return OTHER_REGION.includes(error.name) ? "other region" : undefined;
}

/** The same for people, and what to do. */
export function bucketProblem(
  { lambdaAccount }: Link,
  { name, region }: DataTransfer["buckets"][number],
  why: "no bucket" | "other region",
): Outcome {
  if (why === "no bucket") {
    return problem(
      `there is no bucket ${name}`,
      `create it in the lambda account ${lambdaAccount.id}, or correct buckets of links.yaml`,
    );
  }
  return problem(
    `bucket ${name} is not in ${region}, where S3 was asked for it: Redshift would be refused too`,
    "correct region of the bucket in links.yaml, and deploy it",
  );
}

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
    const why = unreachable(error);
    if (why !== undefined) return why;
    const permission = `s3:ListBucket on arn:${link.partition}:s3:::${bucket.name}`;
    return permitted<Below>(Promise.reject(error), permission, "lambda account");
  }
}
