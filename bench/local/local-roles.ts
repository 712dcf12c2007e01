import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { Link } from "../../config/link";
import { operatorIn } from "../../emulator/authentication/operator";
import { LOCAL_CLIENT } from "../../emulator/protocol/local-client";
import { permissionDocument, trustDocument } from "../../policies/document";
import type { Statement } from "../../policies/statement";
import type { LocalAccounts } from "../../rehearsal/local-accounts";
import { type OwnersBucket, ownersBucket } from "../../rehearsal/transfer/owners-bucket";
import { bucketRolePolicies, copyRolePolicies, hasBuckets, transferArns } from "../../stacks/data-transfer";
import { dataRolePolicies } from "../../stacks/link-policies";
import { warehouseRoles } from "../../tools/lib/aws/warehouse-roles";

interface Role {
  readonly name: string;
  readonly trust: object;
  readonly inlinePolicies: Readonly<Record<string, readonly Statement[]>>;
}

/** What an AWS client of one of the accounts is made with: its administrator. */
export function administrator({ url, operators }: LocalAccounts, { id, region }: Link["lambdaAccount"]) {
  const { accessKeyId, secretAccessKey } = operatorIn(operators, id);
  return { ...LOCAL_CLIENT, endpoint: url, region, credentials: { accessKeyId, secretAccessKey } };
}

async function createRole(
  accounts: LocalAccounts,
  account: Link["lambdaAccount"],
  { name: RoleName, trust, inlinePolicies }: Role,
): Promise<void> {
  const iam = new IAMClient(administrator(accounts, account));
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  for (const [PolicyName, statements] of Object.entries(inlinePolicies)) {
    const PolicyDocument = JSON.stringify(permissionDocument(statements));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  }
  iam.destroy();
}

/** The data role with the policy of a deployed one, trusting the operator who stands in for the query role. */
export async function createDataRole(accounts: LocalAccounts, link: Link): Promise<void> {
  const Principal = { AWS: operatorIn(accounts.operators, link.lambdaAccount.id).caller.arn };
  const Condition = { StringEquals: { "sts:ExternalId": link.trust.externalId } };
  await createRole(accounts, link.redshiftAccount, {
    name: link.dataRole.name,
    trust: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal, Condition }],
    },
    inlinePolicies: dataRolePolicies(link).inlinePolicies,
  });
}

/** The copy role, attached, and the bucket role with the policies of deployed ones, and the link's first bucket, which is empty. */
export async function createTransfer(
  accounts: LocalAccounts,
  link: Link,
  signal: AbortSignal,
): Promise<OwnersBucket> {
  const [bucket] = link.dataTransfer?.buckets ?? [];
  if (!hasBuckets(link) || bucket === undefined) throw new Error(`link ${link.name} has no bucket`);
  const { lambdaAccount, redshiftAccount, target, dataTransfer } = link;
  const role = (name: string, { trust, inlinePolicies }: ReturnType<typeof copyRolePolicies>) => ({
    ...{ name, trust: trustDocument(trust), inlinePolicies },
  });
  // In this order: the bucket role's trust names the copy role.
  await createRole(accounts, redshiftAccount, role(dataTransfer.copyRole.name, copyRolePolicies(link)));
  await createRole(accounts, lambdaAccount, role(dataTransfer.bucketRole.name, bucketRolePolicies(link)));
  const roles = warehouseRoles({ target, config: administrator(accounts, redshiftAccount), signal });
  await roles.attach(transferArns(link).copyRole);
  const owned = ownersBucket(accounts, lambdaAccount.id, bucket, signal);
  await owned.make();
  return owned;
}
