import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { moveRole } from "../../testing/deployment/changes/role-path";
import { Deployment } from "../../testing/deployment/deployment";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE, TARGETS } from "../../testing/links/links";
import { ACCOUNTS, deployPolicies } from "../../tools/deploy-policy/judge/deploy-policies";

/** `exact` names the query role in a trust policy, which IAM binds to that very role; `managed` attaches a policy. */
const LINKS = [
  { ...BASE, name: "exact" },
  {
    ...BASE,
    name: "managed",
    target: TARGETS["serverless-iam"],
    permissions: { mode: "managed" },
    trust: { ...BASE.trust, mode: "account" },
  },
];

const DEPLOY_ROLES = [BASE.lambdaAccount.deployRoleArn, BASE.redshiftAccount.deployRoleArn];

/**
 * A role is replaced under its old name, so nothing else of its parts changes: names alone would keep them as they were. Deployed
 * with exactly the generated policies, which know the role's new path and not the old one.
 */
describeWith(REHEARSAL_PROGRAMS, "one apply after a role is replaced", () => {
  const folder = temporaryFolder();
  const deployment = new Deployment(
    folder,
    { links: LINKS },
    { deployRolePolicies: new Map(DEPLOY_ROLES.map((role) => [role, []])) },
  );

  beforeAll(() => deployment.start());
  afterAll(() => deployment.stop());

  /** Applies the link as its stack is now, with the policies that are generated for it as it is now. */
  async function deploy(link: string, replace: readonly string[] = []): Promise<void> {
    const json = JSON.parse(readFileSync(stackFile(link), "utf8"));
    for (const account of ACCOUNTS) {
      const { accountId, deploy: policy } = deployPolicies(json, account);
      const PolicyDocument = JSON.stringify(policy);
      const rights = { RoleName: "deployer", PolicyName: "rights", PolicyDocument };
      await deployment.iam(accountId).send(new PutRolePolicyCommand(rights));
    }
    await deployment.apply(link, { replace });
  }

  const stackFile = (link: string) => join(folder, "cdktf.out/stacks", link, "cdk.tf.json");

  /** What the function answers, and what another apply would still change. */
  async function afterApply(link: string) {
    const { rows, failure } = await deployment.invoke(link, { sql: "SELECT 1 AS one" });
    return { rows, failure: failure?.code, pending: await deployment.pending(link) };
  }

  const COMPLETE = { rows: [{ one: 1 }], failure: undefined, pending: [] };

  test("leaves nothing to do and both hops open: another path, and -replace", async () => {
    await deploy("exact");
    moveRole(stackFile("exact"), "query_role", "/data/");
    await deploy("exact");
    expect(await afterApply("exact")).toEqual(COMPLETE);
    await deploy("exact", ["aws_iam_role.query_role"]);
    expect(await afterApply("exact")).toEqual(COMPLETE);
  });

  test("does so with managed policies and trust in the account, for both roles at once", async () => {
    await deploy("managed");
    moveRole(stackFile("managed"), "data_role", "/data/");
    await deploy("managed", ["aws_iam_role.query_role"]);
    expect(await afterApply("managed")).toEqual(COMPLETE);
  });
});
