import { redshiftSide, targetName } from "../../link/link-context";
import type { ErrorRule } from "../error-rule";
import { engineSays } from "../own-words";
import { NEW_TOKEN } from "../repeat";
import { inDatabase } from "./in-database";

const NOT_THE_DATA_ROLE = "This role is not the data role";

/**
 * COPY, UNLOAD and external tables: what Redshift reads and writes outside of itself, under a role of its own.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-access-permissions.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c-spectrum-troubleshooting.html
 */
export const storageRules: readonly ErrorRule[] = [
  {
    code: "COPY_ROLE_DENIED",
    summary: "Redshift may not assume the role named in IAM_ROLE",
    phases: ["sql"],
    says: engineSays(
      "User \\S+ is not authorized to assume IAM role",
      "exception name : UnauthorizedException, .*not authorized to get credentials of role",
      "not authorized to get credentials of role",
      "(?:The )?requested role \\S+ is not associated to cluster",
    ),
    advice: (link) =>
      `${redshiftSide(link)}: the first role of IAM_ROLE must be attached to ${targetName(link)} and trust redshift.amazonaws.com; a second role must trust the first. ${NOT_THE_DATA_ROLE}`,
  },
  {
    code: "COPY_S3_DENIED",
    summary: "the role named in IAM_ROLE may not use the bucket",
    phases: ["sql"],
    says: engineSays("S3ServiceException:.*(?:Access ?Denied|Status 403)"),
    advice: () =>
      `in the bucket's account: the last role of IAM_ROLE must allow s3:ListBucket and s3:GetObject (COPY) or s3:PutObject (UNLOAD). ${NOT_THE_DATA_ROLE}`,
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
      "correct bucket and prefix of the statement; for a bucket in another region than the cluster or workgroup, COPY and UNLOAD need REGION",
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
    says: engineSays(
      "Load into table .+ failed",
      "Problem reading manifest file",
      "Manifest file is not in correct json format",
      "COPY .+ failed",
    ),
    advice: (link) =>
      `${inDatabase(link)}: SELECT file_name, line_number, column_name, error_message FROM sys_load_error_detail ORDER BY start_time DESC names file, line and column`,
  },
  {
    code: "OBJECT_EXISTS",
    summary: "UNLOAD found files where it was to write",
    phases: ["sql"],
    says: engineSays("Specified unload destination on S3 is not empty"),
    advice: () => "unload to another prefix, or add CLEANPATH or ALLOWOVERWRITE",
  },
];
