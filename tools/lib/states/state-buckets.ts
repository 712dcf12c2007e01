import { presentMembers } from "../../../aws/json";
import { s3Bucket } from "../aws/s3-bucket";
import type { StateBucketOptions } from "./search-buckets";

/**
 * Opens the buckets of S3 backends with the credentials that Terraform uses there.
 *
 * @param sessionName shows in CloudTrail who looked
 * @param signal ends what is asked of them
 */
export function stateBuckets(sessionName: string, signal: AbortSignal): StateBucketOptions["openBucket"] {
  return ({ bucket, region, roleArn, profile }) =>
    s3Bucket({
      bucket,
      account: { region, ...presentMembers({ deployRoleArn: roleArn, profile }) },
      sessionName,
      signal,
    });
}
