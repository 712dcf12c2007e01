import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { UpdateFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { Deployment } from "../../testing/deployment/deployment";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { DEMANDS, SSM_OUTPUTS } from "../../testing/links/demanded-link";
import { BASE } from "../../testing/links/links";
import { ACCOUNTS, deployPolicies } from "../../tools/deploy-policy/judge/deploy-policies";

const LINK = { ...BASE, ...SSM_OUTPUTS, tags: { team: "data" }, function: DEMANDS };
const DEPLOY_ROLES = [BASE.lambdaAccount.deployRoleArn, BASE.redshiftAccount.deployRoleArn];

/** What Terraform, its provider and Lambda make of the demands together; each alone is a unit test's. */
describeWith(
  REHEARSAL_PROGRAMS,
  "a link with every demand, deployed with exactly the generated policies",
  () => {
    const folder = temporaryFolder();
    const deployment = new Deployment(
      folder,
      { links: [LINK] },
      { deployRolePolicies: new Map(DEPLOY_ROLES.map((role) => [role, []])) },
    );
    const json = () =>
      JSON.parse(readFileSync(join(folder, "cdktf.out/stacks/analytics/cdk.tf.json"), "utf8"));

    const grant = async (without: readonly string[] = []) => {
      for (const account of ACCOUNTS) {
        const { accountId, deploy } = deployPolicies(json(), account);
        const Statement = deploy.Statement.filter(({ Sid }) => !without.includes(Sid));
        const PolicyDocument = JSON.stringify({ ...deploy, Statement });
        const rights = { RoleName: "deployer", PolicyName: "rights", PolicyDocument };
        await deployment.iam(accountId).send(new PutRolePolicyCommand(rights));
      }
    };

    beforeAll(() => deployment.start());
    afterAll(() => deployment.stop());

    test("is refused without the right to let the function's role use the key", async () => {
      await grant(["EncryptVariables"]);
      await expect(deployment.apply("analytics")).rejects.toThrow(/kms:CreateGrant/);
    });

    test("is refused without the right to configure invocations", async () => {
      await grant(["ConfigureInvocations"]);
      await expect(deployment.apply("analytics")).rejects.toThrow(/lambda:PutFunctionEventInvokeConfig/);
    });

    test("runs, and leaves nothing to plan", async () => {
      await grant();
      await deployment.apply("analytics");
      const { rows, failure } = await deployment.invoke("analytics", { sql: "SELECT 1 AS one" });
      expect({ rows, failure, pending: await deployment.pending("analytics") }).toEqual({
        rows: [{ one: 1 }],
        failure: undefined,
        pending: [],
      });
    });

    test("a setting that was taken away by hand is put back", async () => {
      const lambda = deployment.lambda("111111111111", "ap-northeast-1");
      const FunctionName = "analytics-query";
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, KMSKeyArn: "" }));
      expect(await deployment.pending("analytics")).toEqual(["aws_lambda_function.query_function"]);
      await deployment.apply("analytics");
      expect(await deployment.pending("analytics")).toEqual([]);
    });
  },
);
