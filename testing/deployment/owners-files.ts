import { ownersBucket } from "../../rehearsal/transfer/owners-bucket";
import { warehouseRoles } from "../../tools/lib/aws/warehouse-roles";
import { copyRoleArn } from "../../tools/lib/link/copy-role-arn";
import type { Deployment } from "./deployment";

/** The buckets of a deployed link with these files in them: key → text, by bucket. */
export async function putFiles(
  deployment: Deployment,
  linkName: string,
  files: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<void> {
  const { dataTransfer, lambdaAccount } = deployment.link(linkName);
  for (const bucket of dataTransfer?.buckets ?? []) {
    const own = ownersBucket(deployment.accounts, lambdaAccount.id, bucket, deployment.signal);
    await own.make();
    for (const [key, text] of Object.entries(files[bucket.name] ?? {})) await own.put(key, text);
  }
}

/** Does what the warehouse's owner does with `npm run attach`. */
export async function attachCopyRole(deployment: Deployment, linkName: string): Promise<void> {
  const link = deployment.link(linkName);
  const { id, region } = link.redshiftAccount;
  const config = deployment.client(id, region);
  const roles = warehouseRoles({ target: link.target, config, signal: deployment.signal });
  await roles.attach(copyRoleArn(link) ?? "");
}
