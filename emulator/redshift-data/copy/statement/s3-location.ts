import { lackError } from "../../sql/refusals/lack";
import { refuseStatement, StatementFailure } from "../statement-failure";

/** Where a statement reads or writes. */
export interface S3Location {
  readonly bucket: string;
  /** Key, or the beginning of keys. */
  readonly key: string;
}

/** Sources of COPY that are no bucket. */
const OTHER_SOURCE = /^(emr|dynamodb|ssh):\/\//i;

/** @throws StatementFailure for what is no location in S3 */
export function s3Location(text: string): S3Location {
  const [, bucket = "", key = ""] = /^s3:\/\/([^/]+)\/?([\s\S]*)$/i.exec(text) ?? [];
  if (bucket !== "") return { bucket, key };
  const [, other] = OTHER_SOURCE.exec(text) ?? [];
  if (other !== undefined) {
    throw new StatementFailure(
      lackError(`COPY from ${other.toLowerCase()}://`, "Put the files into a bucket."),
    );
  }
  return refuseStatement(`The data source '${text}' is not valid; expected s3://bucket/prefix`);
}

/** As messages and system views have it. */
export function s3Url({ bucket, key }: S3Location): string {
  return `s3://${bucket}/${key}`;
}
