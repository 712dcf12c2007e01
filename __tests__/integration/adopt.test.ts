import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { readIamRole } from "../../access/iam/iam-role";
import { decideIdentity } from "../../access/iam/simulator";
import type { AccessDecisions } from "../../emulator/authorization/access-decisions";
import { hop1, hop2 } from "../../testing/access/hop-decisions";
import { ROOT } from "../../testing/deployment/checkout";
import { Deployment } from "../../testing/deployment/deployment";
import { BY_HAND, KEPT_SECRET, makeByHand, surroundByHand } from "../../testing/deployment/made-by-hand";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { STATE_BACKEND, useStateBucket } from "../../testing/deployment/state-bucket";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { DEMANDS, ENCRYPTED_OUTPUTS } from "../../testing/links/demanded-link";
import { BASE } from "../../testing/links/links";
import { asNpmStarts } from "../../testing/processes/command";
import { ACCOUNTS, deployPolicies } from "../../tools/deploy-policy/judge/deploy-policies";
import { readLink } from "../../tools/lib/link/read-link";
import { runGuarded } from "../../tools/lib/process/run-guarded";

/** The article has no external id: what was made by hand sends none. */
const LINK = {
  ...{ ...BASE, ...ENCRYPTED_OUTPUTS, trust: {}, backend: STATE_BACKEND },
  function: {
    alias: { name: "live", provisionedConcurrency: 2 },
    asyncInvocation: { maximumRetryAttempts: 0 },
    invokers: [DEMANDS.invokers[0]],
    ...{ alarms: DEMANDS.alarms, dashboard: true },
  },
};

const DEPLOY_ROLES = [BASE.lambdaAccount.deployRoleArn, BASE.redshiftAccount.deployRoleArn];

/** Addresses of what {@link makeByHand} and {@link surroundByHand} make, and of the lists that the roles have anyway. */
const EXISTING = [
  "aws_cloudwatch_dashboard.query_function",
  "aws_cloudwatch_log_group.query_function",
  "aws_cloudwatch_metric_alarm.query_function_failures",
  "aws_iam_role.data_role",
  "aws_iam_role.query_role",
  "aws_iam_role_policies_exclusive.data_role",
  "aws_iam_role_policies_exclusive.query_role",
  "aws_iam_role_policy_attachments_exclusive.data_role",
  "aws_iam_role_policy_attachments_exclusive.query_role",
  "aws_lambda_alias.query_function",
  "aws_lambda_function.query_function",
  "aws_lambda_function_event_invoke_config.query_function",
  "aws_lambda_permission.query_function_nightly_rule",
  "aws_lambda_provisioned_concurrency_config.query_function",
  "aws_ssm_parameter.query_role_arn",
];

/** What {@link surroundByHand} made otherwise than the link declares it. */
const CHANGED_AROUND = {
  "aws_cloudwatch_dashboard.query_function": "dashboard_body",
  "aws_cloudwatch_metric_alarm.query_function_failures": expect.stringContaining("alarm_actions"),
  "aws_lambda_alias.query_function": "function_version",
  "aws_lambda_function_event_invoke_config.query_function": "maximum_retry_attempts",
  "aws_lambda_provisioned_concurrency_config.query_function": expect.stringContaining("concurrent"),
  "aws_ssm_parameter.query_role_arn": "insecure_value, value, version",
};

describeWith(REHEARSAL_PROGRAMS, "npm run adopt, on the article's roles made by hand", () => {
  const folder = temporaryFolder();
  const imports = join(folder, "imports");
  let look: (() => Promise<void>) | undefined;
  const asked: { readonly action: string; readonly resource: string }[] = [];
  /** Looks at the roles as they are, before whatever is asked for next is done. */
  const decideAndLook: AccessDecisions["identity"] = async (request) => {
    asked.push(request);
    await look?.();
    return decideIdentity(request);
  };
  const deployment = new Deployment(
    folder,
    { links: [LINK] },
    {
      deployRolePolicies: new Map(DEPLOY_ROLES.map((role) => [role, []])),
      decideIdentity: decideAndLook,
    },
  );

  beforeAll(async () => {
    await deployment.start();
    await useStateBucket(deployment, folder);
    await makeByHand(deployment, "analytics");
    await surroundByHand(deployment, "analytics");
    for (const account of ACCOUNTS) {
      const { accountId, plan, deploy } = deployPolicies(stack(), account);
      for (const [PolicyName, document] of Object.entries({ plan, deploy })) {
        const PolicyDocument = JSON.stringify(document);
        await deployment
          .iam(accountId)
          .send(new PutRolePolicyCommand({ RoleName: "deployer", PolicyName, PolicyDocument }));
      }
    }
  });
  afterAll(() => deployment.stop());

  const stackFile = join(folder, "cdktf.out/stacks/analytics/cdk.tf.json");
  const stack = () => JSON.parse(readFileSync(stackFile, "utf8"));

  async function adopt() {
    const { exitCode, stdout, stderr } = await runGuarded(
      process.execPath,
      [...asNpmStarts("tools/adopt/adopt.ts"), "--json", "--imports", imports],
      { cwd: ROOT, env: deployment.env },
    );
    if (exitCode > 1) throw new Error(stderr);
    return { exitCode, link: JSON.parse(stdout).links[0] };
  }

  /** May the function go both hops, as the roles are right now? */
  async function access(): Promise<string> {
    const link = readLink(stack());
    const [query, data] = await Promise.all([
      readIamRole(deployment.iam("111111111111"), link.queryRole.name),
      readIamRole(deployment.iam("222222222222"), link.dataRole.name),
    ]);
    if (query === undefined || data === undefined) return "a role is gone";
    const live = {
      ...link,
      queryRole: { ...link.queryRole, ...query },
      dataRole: { ...link.dataRole, ...data },
      documents: { ...link.documents, ...query.documents, ...data.documents },
    };
    const decisions = await Promise.all([
      hop1(live),
      hop2(live, { action: "redshift-data:ExecuteStatement", resource: CLUSTER }),
    ]);
    return decisions.map(({ allowed, reason }) => (allowed ? "allowed" : reason)).join(", ");
  }

  /** What the apply did with the policies of a role, in its order; what it took away, sorted. */
  function changesOf(roleName: string): readonly string[] {
    const actions = asked.flatMap(({ action, resource }) =>
      resource.endsWith(`:role/${roleName}`)
        ? (/^iam:((?:Put|Delete|Attach|Detach)RolePolicy)$/.exec(action)?.[1] ?? [])
        : [],
    );
    const first = actions.findIndex((action) => action.startsWith("De"));
    return [...actions.slice(0, first), ...actions.slice(first).sort()];
  }

  const CLUSTER = "arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse";

  test("names what exists and what the first apply takes away, and writes import blocks", async () => {
    const { exitCode, link } = await adopt();
    expect([exitCode, link.held, link.replaced, link.stops]).toEqual([0, 0, [], []]);
    expect(link.imports.map(({ to }: { to: string }) => to).sort()).toEqual(EXISTING);
    const changed = link.changed.map((part: { address: string; attributes: readonly string[] }) => [
      part.address,
      part.attributes.join(", "),
    ]);
    expect(Object.fromEntries(changed)).toMatchObject(CHANGED_AROUND);
    expect(JSON.stringify(link)).not.toContain(KEPT_SECRET);
    expect(link.removed).toEqual([
      { role: "analytics-data", kind: "inline", policy: BY_HAND.clusterCredentials },
      { role: "analytics-query", kind: "inline", policy: BY_HAND.assume },
      { role: "analytics-data", kind: "attached", policy: BY_HAND.attached },
    ]);
    expect(readdirSync(imports)).toEqual(["analytics.tf.json"]);
  });

  test("the apply makes nothing again, and leaves no moment without access", async () => {
    const uniqueIds = () =>
      Promise.all([
        readIamRole(deployment.iam("111111111111"), "analytics-query").then((role) => role?.uniqueId),
        readIamRole(deployment.iam("222222222222"), "analytics-data").then((role) => role?.uniqueId),
      ]);
    const before = await uniqueIds();
    writeFileSync(
      stackFile,
      JSON.stringify({
        ...stack(),
        ...JSON.parse(readFileSync(join(imports, "analytics.tf.json"), "utf8")),
      }),
    );
    const seen: string[] = [await access()];
    look = async () => {
      seen.push(await access());
    };
    const plan = await deployment.planAndApply("analytics");
    look = undefined;
    expect(plan.changes.filter(({ change }) => change.actions.includes("delete"))).toEqual([]);
    expect(await uniqueIds()).toEqual(before);
    expect([...new Set(seen)]).toEqual(["allowed, allowed"]);
    expect(changesOf("analytics-query")).toEqual(["PutRolePolicy", "PutRolePolicy", "DeleteRolePolicy"]);
    expect(changesOf("analytics-data")).toEqual(["PutRolePolicy", "DeleteRolePolicy", "DetachRolePolicy"]);
    expect(await deployment.pending("analytics")).toEqual([]);
    const { rows, failure } = await deployment.invoke("analytics", { sql: "SELECT 1 AS one" });
    expect([failure, rows]).toEqual([undefined, [{ one: 1 }]]);
  });

  test("once it is deployed, the file goes", async () => {
    const { exitCode, link } = await adopt();
    expect([exitCode, link.imports, link.changed, link.removed, link.created]).toEqual([0, [], [], [], []]);
    expect([link.removedFile, readdirSync(imports)]).toEqual(["imports/analytics.tf.json", []]);
  });
});
