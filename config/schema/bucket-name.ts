import { name } from "./fields";

/**
 * S3's rules for general purpose buckets. What else takes a bucket's place in requests, such as the alias of an access point, UNLOAD does
 * not, or is another ARN in policies.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
const BUCKET_NAME = new RegExp(
  [
    "^(?!.*\\.\\.)(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)(?!xn--|sthree-|amzn-s3-demo-)",
    "(?!.*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
  ].join(""),
);

/** Name of a bucket. */
export const bucketName = name(
  BUCKET_NAME,
  "3 to 63 lowercase letters, digits, dots and hyphens, no IP address and no alias of an access point; write the name of an existing general purpose bucket",
);
