/** ARNs of S3. Formats: Service Authorization Reference, "Resource types defined by Amazon S3". */
import { dnsSuffix } from "./partition";

/** A bucket; its ARN says neither account nor region. */
export function bucketArn(partition: string, bucket: string): string {
  return `arn:${partition}:s3:::${bucket}`;
}

/** The objects whose keys begin with a prefix. */
export function objectsArn(partition: string, bucket: string, prefix: string): string {
  return `${bucketArn(partition, bucket)}/${prefix}*`;
}

/** What KMS calls S3 in a region, as the value of `kms:ViaService`. */
export function s3Service({ partition, region }: { partition: string; region: string }): string {
  return `s3.${region}.${dnsSuffix(partition)}`;
}
