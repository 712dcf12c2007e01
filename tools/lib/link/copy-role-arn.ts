import { roleArn } from "../../../aws/iam";
import type { Link } from "../../../config/link";

/** The ARN of the copy role of a link with buckets; nothing for other links. */
export function copyRoleArn({ partition, redshiftAccount, dataTransfer }: Link): string | undefined {
  if (dataTransfer === undefined) return undefined;
  return roleArn({ partition, accountId: redshiftAccount.id, ...dataTransfer.copyRole });
}
