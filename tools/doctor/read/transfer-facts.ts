import type { Link } from "../../../config/link";
import type { AttachedRole } from "../../lib/aws/warehouse-roles";

/** What is asked of AWS about the way from Redshift to the buckets of a link. Every method rejects with what refused it. */
export interface TransferFacts {
  /** Roles that the warehouse may use. */
  attachedRoles(): Promise<readonly AttachedRole[]>;
  /** Key of one object below a prefix, by the deploy credentials. `undefined`: there is none. */
  oneObjectBelow(
    bucket: NonNullable<Link["dataTransfer"]>["buckets"][number],
    prefix: string,
  ): Promise<string | undefined>;
  /**
   * Key of KMS that a bucket encrypts with unless told otherwise, as the bucket names it: by ARN, id or alias. `undefined`: none of
   * anybody's own.
   */
  defaultKey(bucket: NonNullable<Link["dataTransfer"]>["buckets"][number]): Promise<string | undefined>;
  /** `Enabled`, or what else KMS says of a key. */
  keyState(keyArn: string): Promise<string>;
}
