import { join } from "node:path";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DeleteFunctionCommand } from "@aws-sdk/client-lambda";
import { LinkChanges } from "../../testing/deployment/changes/link-changes";
import { deleteForNow, recreateRole } from "../../testing/deployment/changes/role-changes";
import { Deployment } from "../../testing/deployment/deployment";
import { DoctorSession, idsWith } from "../../testing/deployment/doctor-session";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE, linkWith, TARGETS } from "../../testing/links/links";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { findTerraform } from "../../tools/lib/terraform/terraform";

const L = "111111111111";
const R = "222222222222";
const REGION = "ap-northeast-1";

/** Things that are gone, and accounts that are not the configured ones: each on a link that an apply repairs. */
describeWith(REHEARSAL_PROGRAMS, "the doctor, where something is missing", () => {
  const folder = temporaryFolder();
  const workgroup = { ...BASE, target: TARGETS["serverless-iam"] };
  const deployment = new Deployment(folder, { links: [workgroup] });
  const doctor = new DoctorSession(deployment, folder);
  const changes = new LinkChanges(deployment, "analytics-query", { id: L, region: REGION });

  beforeAll(async () => {
    await deployment.start();
    doctor.enter();
  });
  afterAll(() => deployment.stop());

  it("the log group exists already: the deploy ends half way, and goes on after the import that the doctor names", async () => {
    const logs = new CloudWatchLogsClient(deployment.client(L, REGION));
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/aws/lambda/analytics-query" }));
    await expect(deployment.apply("analytics")).rejects.toThrow(
      /Error: creating CloudWatch Logs Log Group \(\/aws\/lambda\/analytics-query\): .+ResourceAlreadyExistsException: The specified log group already exists\n/,
    );
    const state = (await doctor.examine("analytics")).get("state");
    expect(state?.found).toBe(
      "not in the state: aws_cloudwatch_log_group.query_function, aws_lambda_function.query_function; AWS has already: aws_cloudwatch_log_group.query_function is /aws/lambda/analytics-query",
    );
    // What npm run adopt would write as an import block.
    const [, address = "", id = ""] = /\((aws_\S+) is (\S+)\)/.exec(state?.next ?? "") ?? [];
    expect(state?.next).toContain("npm run adopt -- analytics");
    const { env } = deployment;
    const cwd = join(folder, "cdktf.out/stacks/analytics");
    expect(await runGuarded(findTerraform(env), ["import", address, id], { env, cwd })).toMatchObject({
      exitCode: 0,
    });
    await deployment.apply("analytics");
    expect(idsWith("problem", await doctor.examine("analytics"))).toEqual([]);
  });

  it("serverless: credentials of another workgroup", async () => {
    const id = TARGETS["serverless-iam"] as { workgroupId: string };
    const arn = `arn:aws:redshift-serverless:${REGION}:${R}:workgroup/`;
    const change = await changes.inlinePolicy(R, "analytics-data", "redshift-data-api", [
      id.workgroupId,
      "analytics",
    ]);
    const checks = await doctor.examine("analytics");
    await change.undo();
    expect(idsWith("problem", checks)).toEqual(["data-role", "hop-2", "select-1"]);
    expect(checks.get("hop-2")?.found).toContain("redshift-serverless:GetCredentials");
    const line = { is: `"Resource": "${arn}analytics"`, shouldBe: `"Resource": "${arn}${id.workgroupId}"` };
    const place = { accountId: R, account: "redshift account", role: "analytics-data" };
    const policy = "inline policy redshift-data-api";
    expect(checks.get("hop-2")?.corrections).toEqual([
      { ...place, policy, statement: "SubmitStatements", ...line },
      { ...place, policy, statement: "ConnectToWorkgroup", ...line },
    ]);
  });

  it("credentials of another account than configured: nothing of it is taken for the link's", async () => {
    const { lambdaAccount, redshiftAccount } = linkWith();
    const changes = {
      redshiftAccount: { ...redshiftAccount, deployRoleArn: lambdaAccount.deployRoleArn ?? "" },
    };
    const checks = await doctor.examine("analytics", { changes });
    expect(idsWith("problem", checks)).toEqual(["redshift-credentials"]);
    expect(checks.get("redshift-credentials")?.found).toBe(
      `arn:aws:sts::${L}:assumed-role/deployer/cdktf-doctor, of account ${L}`,
    );
    expect(idsWith("could-not-check", checks)).toEqual(["data-role", "hop-1", "hop-2"]);
  });

  it("a deploy role that cannot be assumed: what needs it could not be checked", async () => {
    const { lambdaAccount } = linkWith();
    const deployRoleArn = `arn:aws:iam::${L}:role/nobody`;
    const checks = await doctor.examine("analytics", {
      changes: { lambdaAccount: { ...lambdaAccount, deployRoleArn } },
    });
    expect(idsWith("problem", checks)).toEqual(["lambda-credentials"]);
    expect(checks.get("lambda-credentials")?.found).toContain("AccessDenied");
    expect(idsWith("ok", checks)).toEqual([
      ...["terraform-version", "provider", "redshift-credentials", "state", "data-role"],
    ]);
  });

  describe("until the next apply", () => {
    async function repair(): Promise<void> {
      await deployment.apply("analytics");
      await changes.forgetSessions();
      expect(idsWith("problem", await doctor.examine("analytics"))).toEqual([]);
    }

    describe("of the query role", () => {
      afterEach(repair);

      it("the query role was created again: the data role trusts a dead principal, and says which", async () => {
        await recreateRole(deployment.iam(L), "analytics-query");
        await changes.forgetSessions();
        const checks = await doctor.examine("analytics");
        expect(idsWith("problem", checks)).toEqual([...["query-role", "data-role", "hop-1", "select-1"]]);
        const [trust] = checks.get("hop-1")?.corrections ?? [];
        expect(trust).toMatchObject({ accountId: R, policy: "trust policy", statement: "TrustRole" });
        expect(trust?.is).toMatch(/^"Principal": \{ "AWS": "AROA[A-Z0-9]+" \}$/);
        expect(checks.get("hop-1")?.next).toMatch(
          /^AROA[A-Z0-9]+ is the unique id of a principal that was deleted/,
        );
      });
    });

    describe("of a log group, then of the function too", () => {
      it("the log group is deleted", async () => {
        const [operator] = deployment.accounts.operators.filter(({ caller }) => caller.accountId === L);
        const credentials = {
          accessKeyId: operator?.accessKeyId ?? "",
          secretAccessKey: operator?.secretAccessKey ?? "",
        };
        const logs = new CloudWatchLogsClient({
          region: REGION,
          endpoint: deployment.accounts.url,
          credentials,
        });
        await logs.send(new DeleteLogGroupCommand({ logGroupName: "/aws/lambda/analytics-query" }));
        expect(idsWith("problem", await doctor.examine("analytics"))).toEqual(["log-group"]);
      });

      it("the function is deleted: both hops are allowed and unproven", async () => {
        const lambda = deployment.lambda(L, REGION);
        await lambda.send(new DeleteFunctionCommand({ FunctionName: "analytics-query" }));
        const checks = await doctor.examine("analytics");
        expect(idsWith("problem", checks)).toEqual(["function", "select-1"]);
        expect(idsWith("could-not-check", checks)).toEqual([
          ...["function-environment", "function-concurrency", "log-group", "hop-1", "hop-2", "target"],
        ]);
      });

      it("an apply repairs both", repair);
    });

    describe("of the data role", () => {
      let createAgain: () => Promise<void>;

      it("the data role is deleted", async () => {
        createAgain = await deleteForNow(deployment.iam(R), "analytics-data");
        await changes.forgetSessions();
        const checks = await doctor.examine("analytics");
        expect(idsWith("problem", checks)).toEqual(["data-role", "hop-1", "select-1"]);
        expect(checks.get("hop-1")?.found).toBe(
          `the data role arn:aws:iam::${R}:role/analytics-data does not exist`,
        );
      });

      it("the data role was created again outside Terraform", async () => {
        await createAgain();
        await changes.forgetSessions();
        const checks = await doctor.examine("analytics");
        expect(idsWith("problem", checks)).toEqual(["data-role", "hop-2", "select-1"]);
        expect(checks.get("data-role")?.corrections?.map(({ statement, is }) => [statement, is])).toEqual([
          ["SubmitStatements", undefined],
          ["FollowOwnStatements", undefined],
          ["ConnectToWorkgroup", undefined],
        ]);
      });

      it("an apply repairs it", repair);
    });
  });
});
