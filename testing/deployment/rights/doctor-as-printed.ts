import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { accountRootArn, roleArn } from "../../../aws/iam";
import { ACCOUNTS, type DeployAccount } from "../../../tools/deploy-policy/judge/deploy-policies";
import type { Deployment } from "../deployment";
import { type CheckResults, DoctorSession } from "../doctor-session";
import type { PrintedPolicies } from "./printed-policies";

/** The doctor on a deployed link, by a role of each account that has the rights printed for it and no other. */
export class DoctorAsPrinted {
  private readonly session: DoctorSession;

  constructor(
    private readonly deployment: Deployment,
    private readonly linkName: string,
    private readonly printed: PrintedPolicies,
    folder: string,
  ) {
    this.session = new DoctorSession(deployment, folder);
  }

  /** The role of an account, by its ARN. */
  role(account: DeployAccount): string {
    return roleArn({ partition: "aws", accountId: this.account(account).id, path: "/", name: "doctor" });
  }

  /** Makes the roles, and points the AWS SDK of this process at the local accounts. */
  async enter(): Promise<void> {
    const roots = ACCOUNTS.map((account) =>
      accountRootArn({ partition: "aws", accountId: this.account(account).id }),
    );
    const trust = { Effect: "Allow", Principal: { AWS: roots }, Action: "sts:AssumeRole" };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
    for (const account of ACCOUNTS) {
      await this.deployment
        .iam(this.account(account).id)
        .send(new CreateRoleCommand({ RoleName: "doctor", AssumeRolePolicyDocument }));
    }
    this.session.enter();
  }

  /** Gives them their rights. @param sids of statements that they do not get */
  async may(sids: readonly string[] = []): Promise<void> {
    for (const account of ACCOUNTS) {
      const printed = this.printed.of(this.linkName, account, "doctor", sids);
      for (const [index, { accountId, document }] of printed.entries()) {
        const PolicyDocument = JSON.stringify(document);
        const rights = { RoleName: "doctor", PolicyName: `rights-${index}`, PolicyDocument };
        await this.deployment.iam(accountId).send(new PutRolePolicyCommand(rights));
      }
    }
  }

  /** Every check, with a table of schema `public`. */
  examine(table: string): Promise<CheckResults> {
    const { lambdaAccount, redshiftAccount } = this.deployment.link(this.linkName);
    const changes = {
      lambdaAccount: { ...lambdaAccount, deployRoleArn: this.role("lambda") },
      redshiftAccount: { ...redshiftAccount, deployRoleArn: this.role("redshift") },
    };
    return this.session.examine(this.linkName, { changes, table: { schema: "public", table } });
  }

  private account(account: DeployAccount) {
    return this.deployment.link(this.linkName)[`${account}Account`];
  }
}
