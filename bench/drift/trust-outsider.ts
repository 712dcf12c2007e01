import { GetRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import type { Link } from "../../config/link";
import { operatorIn } from "../../emulator/authentication/operator";
import type { LocalAccounts } from "../../rehearsal/local-accounts";

const OUTSIDER = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::999999999999:root" },
  Action: "sts:AssumeRole",
};

/**
 * Lets another account assume a link's data role, by hand.
 *
 * @returns takes it back
 */
export async function trustOutsider(accounts: LocalAccounts, link: Link): Promise<() => Promise<void>> {
  const { accessKeyId, secretAccessKey } = operatorIn(accounts.operators, link.redshiftAccount.id);
  const iam = new IAMClient({
    endpoint: accounts.url,
    region: link.redshiftAccount.region,
    credentials: { accessKeyId, secretAccessKey },
  });
  const RoleName = link.dataRole.name;
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const applied = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
  const trust = async (document: string) => {
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document }));
  };
  const { Statement, ...document } = JSON.parse(applied);
  await trust(JSON.stringify({ ...document, Statement: [...[Statement].flat(), OUTSIDER] }));
  return () => trust(applied);
}
