import { engineSays } from "../../../aws/failure/own-words";
import {
  databaseUser,
  type LinkContext,
  lambdaSide,
  redshiftSide,
  targetName,
} from "../../link/link-context";
import type { ErrorRule } from "../error-rule";
import { NEW_TOKEN } from "../repeat";
import { IAM_SETTLES } from "./iam-settles";
import { inDatabase } from "./in-database";

const NOT_THE_DATA_ROLE = "This role is not the data role";

/** The service refuses to hand out credentials: of the first role, or of one that the chain goes on with. */
const NO_CREDENTIALS = [
  "exception name : UnauthorizedException, .*not authorized to get credentials of role",
  "not authorized to get credentials of role",
];

/** Who assumes the copy role: a workgroup needs both. */
function principalsOf(link: LinkContext): string {
  return link.settings.target.WorkgroupName === undefined
    ? "redshift.amazonaws.com"
    : "redshift-serverless.amazonaws.com and redshift.amazonaws.com";
}

/**
 * COPY, UNLOAD and external tables: what Redshift reads and writes outside of itself, under a role of its own.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-access-permissions.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c-spectrum-troubleshooting.html
 */
export const storageRules: readonly ErrorRule[] = [
  {
    code: "BUCKET_ROLE_DENIED",
    hop: "bucket-role",
    summary: "hop 4: the copy role may not assume the bucket role",
    phases: ["sql"],
    says: engineSays(...NO_CREDENTIALS),
    namesBucketRole: true,
    advice: (link) =>
      `${IAM_SETTLES}. Then ${lambdaSide(link)}: the trust policy of the bucket role must allow sts:AssumeRole to the copy role, without a condition on sts:ExternalId; ${redshiftSide(link)}: the copy role's policy must allow sts:AssumeRole on the bucket role. ${NOT_THE_DATA_ROLE}`,
  },
  {
    code: "COPY_ROLE_DENIED",
    hop: "copy-role",
    summary: "hop 3: Redshift may not assume the role named in IAM_ROLE",
    phases: ["sql"],
    says: engineSays(
      "User \\S+ is not authorized to assume IAM role",
      ...NO_CREDENTIALS,
      "(?:The )?requested role \\S+ is not associated to cluster",
    ),
    advice: (link) =>
      `${redshiftSide(link)}: the first role of IAM_ROLE, written as its ARN and not as its name, must be attached to ${targetName(link)} (npm run attach shows and does it), and its trust policy must allow ${principalsOf(link)} with aws:SourceAccount ${link.settings.redshiftAccountId}, for the database user by sts:ExternalId, and on a workgroup without aws:SourceArn; a second role must trust the first. ${NOT_THE_DATA_ROLE}`,
  },
  {
    code: "ASSUMEROLE_DENIED",
    hop: "copy-role",
    summary: "hop 3: the database user may not use the role named in IAM_ROLE",
    phases: ["sql"],
    says: engineSays("User .+ does not have ASSUMEROLE permission on IAM role"),
    advice: (link) =>
      `${inDatabase(link)}: as a superuser, GRANT ASSUMEROLE ON 'copy role,bucket role' TO ${databaseUser(link)} FOR COPY, UNLOAD, with the whole chain as the statement has it`,
  },
  {
    code: "BUCKET_KEY_DENIED",
    hop: "bucket-role",
    summary: "hop 4: the bucket role may not use the key that the bucket encrypts with",
    phases: ["sql"],
    says: engineSays("S3ServiceException:.*\\bkms:"),
    advice: (link) =>
      `${lambdaSide(link)}: the bucket role must allow kms:Decrypt (COPY), and kms:GenerateDataKey too (UNLOAD), on the key; the key's policy must delegate to the account, or allow the bucket role. The AWS managed key aws/s3 serves no other account's role. kmsKeyArn of the bucket in the links file must be its default key. ${NOT_THE_DATA_ROLE}`,
  },
  {
    code: "COPY_S3_DENIED",
    hop: "bucket-role",
    summary: "hop 4: the role named in IAM_ROLE may not use the bucket",
    phases: ["sql"],
    says: engineSays("S3ServiceException:.*(?:Access ?Denied|Status 403)"),
    advice: () =>
      `in the bucket's account: the last role of IAM_ROLE must allow s3:ListBucket and s3:GetObject (COPY) or s3:PutObject too (UNLOAD), s3:DeleteObject with CLEANPATH, on the prefix, and of a bucket with a key kms:Decrypt and kms:GenerateDataKey on it; neither the bucket's policy nor the key's may deny it. A role in AWS's text that is not the last of IAM_ROLE shows that the chain was not followed. ${NOT_THE_DATA_ROLE}`,
  },
  {
    code: "S3_NOT_FOUND",
    summary: "the bucket or the object does not exist, or not in that region",
    phases: ["sql"],
    says: engineSays(
      "S3ServiceException:.*(?:NoSuchBucket|NoSuchKey|Status 404|Status 301)",
      "The specified S3 prefix .*does not exist",
    ),
    advice: () =>
      "correct bucket and prefix of the statement; no bucket of another partition is reached; for a bucket in another region than the cluster or workgroup, COPY and UNLOAD need REGION; events copy and unload take it from the bucket in the links file",
  },
  {
    code: "S3_UNAVAILABLE",
    summary: "S3 did not answer, or asked for fewer requests",
    phases: ["sql"],
    says: engineSays(
      "S3ServiceException:.*(?:Status 5\\d\\d|SlowDown|RequestTimeout)",
      "S3CurlException",
      "Spectrum Scan Error: (?:Retries exceeded|Access throttled)",
    ),
    advice: () =>
      `${NEW_TOKEN}; if it lasts, make files of 100 MB to 1 GB, and look whether the subnets of the cluster or workgroup reach S3`,
  },
  {
    code: "EXTERNAL_SERVICE_DENIED",
    summary: "the role of the external schema or of IAM_ROLE may not call the service that the engine names",
    phases: ["sql"],
    says: engineSays(
      "(?:External Catalog Error[.:]? )?User: \\S+ is not authorized to perform: ",
      "(?:External Catalog Error[.:]? )?Insufficient Lake Formation permission",
      "Not authorized to access ",
    ),
    advice: () =>
      `the first role needs the action that the engine names (of Glue, Lake Formation, Athena, KMS or Lambda) on the resource; for Lake Formation grant SELECT on the table to the role. ${NOT_THE_DATA_ROLE}`,
  },
  {
    code: "EXTERNAL_DATA_FAILED",
    summary: "an external table, or the catalogue behind it, could not be read",
    phases: ["sql"],
    says: engineSays("Spectrum ", "S3 Query Exception", "External Catalog Error", "Invalid External"),
    advice: (link) =>
      `${inDatabase(link)}: SELECT * FROM sys_external_query_error names file and row; the types of the external table must be those of its files`,
  },
  {
    code: "LOAD_FAILED",
    summary: "COPY could not load the files",
    phases: ["sql"],
    says: engineSays("Load into table .+ failed", "Cannot init avro reader from s3 file", "COPY .+ failed"),
    advice: (link) =>
      `${inDatabase(link)}: SELECT file_name, line_number, column_name, error_message FROM sys_load_error_detail ORDER BY start_time DESC names file, line and column`,
  },
  {
    code: "MANIFEST_INVALID",
    summary: "the manifest of COPY is none, or lacks what the format needs",
    phases: ["sql"],
    says: engineSays(
      "Problem reading manifest file",
      "Manifest file is not in correct json format",
      "COPY with MANIFEST parameter requires full path of an",
      "File entry does not have ",
    ),
    advice: () =>
      'FROM must be the whole key of one text of JSON, not compressed: {"entries":[{"url":"s3://…","mandatory":true}]}; for Parquet and ORC each entry needs "meta":{"content_length":bytes} too, as UNLOAD writes it',
  },
  {
    code: "COPY_OPTIONS_INVALID",
    summary: "COPY does not take an option of the statement with the format of the files",
    phases: ["sql"],
    says: engineSays(
      "COPY from this file format only accepts IAM_ROLE credentials",
      "\\S+ argument is not supported for \\S+ based COPY",
      "SUPER column in COPY query requires SERIALIZETOJSON option",
    ),
    advice: () =>
      "Parquet and ORC take IAM_ROLE, MANIFEST, FILLRECORD, ACCEPTINVCHARS, EXPLICIT_IDS, STATUPDATE and, for columns of SUPER, SERIALIZETOJSON only, and no REGION even where it is right; an event copy knows which options go with which format",
  },
  {
    code: "OBJECT_EXISTS",
    summary: "UNLOAD found files where it was to write",
    phases: ["sql"],
    says: engineSays("Specified unload destination on S3 is not empty"),
    advice: () => "unload to another prefix, or add CLEANPATH or ALLOWOVERWRITE",
  },
];
