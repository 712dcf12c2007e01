import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { CreateRoleCommand, DeleteRoleCommand } from "@aws-sdk/client-iam";
import type { Plan } from "../../access/terraform/plan";
import { LOCK_FILE, LOCKS_FOLDER, lockFileName } from "../../aws/provider-lock";
import { LinkChanges } from "../../testing/deployment/changes/link-changes";
import type { Replacement } from "../../testing/deployment/changes/outside-change";
import { type StartChange, whileChanged } from "../../testing/deployment/changes/while-changed";
import { Deployment } from "../../testing/deployment/deployment";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE } from "../../testing/links/links";
import type { FunctionFailure } from "../../tools/lib/link/invocation";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { providerExecutable, providerFolder } from "../../tools/lib/provider/installed-provider";
import { planCounts, unknownPolicies } from "../../tools/lib/terraform/plan-summary";

const LAMBDA_ACCOUNT = "111111111111";
const REDSHIFT_ACCOUNT = "222222222222";
const REGION = "ap-northeast-1";
const DATA_ROLE = "analytics-data";
const QUERY_ROLE = "analytics-query";
const COUNT = { sql: "SELECT count(*) AS n FROM orders", format: "rows" };

describeWith(REHEARSAL_PROGRAMS, "one link in two local accounts", () => {
  const folder = temporaryFolder();
  const deployment = new Deployment(folder, { links: [BASE] }, { terraformAsForUsers: true });
  const changes = new LinkChanges(deployment, "analytics-query", { id: LAMBDA_ACCOUNT, region: REGION });
  let plan: Plan;

  beforeAll(async () => {
    await deployment.start();
    plan = await deployment.planAndApply("analytics");
  });
  afterAll(() => deployment.stop());

  /** What the function says while the changes last; afterwards the query works again. */
  async function failureUnder(...starts: StartChange[]): Promise<FunctionFailure | undefined> {
    try {
      const answer = await whileChanged(changes, starts, () => deployment.invoke("analytics", COUNT));
      return answer.failure;
    } finally {
      expect(await deployment.invoke("analytics", COUNT)).toMatchObject({ status: "FINISHED" });
    }
  }

  const dataPolicy = (replacement: Replacement) => () =>
    changes.inlinePolicy(REDSHIFT_ACCOUNT, DATA_ROLE, "redshift-data-api", replacement);
  const dataTrust = (replacement: Replacement) => () =>
    changes.trust(REDSHIFT_ACCOUNT, DATA_ROLE, replacement);

  it("is initialized with the provider that the project's lock file has the checksums of", () => {
    const stack = join(folder, "cdktf.out/stacks/analytics");
    const locked = readFileSync(
      join(PROJECT_ROOT, LOCKS_FOLDER, lockFileName({ name: "analytics" })),
      "utf8",
    );
    expect(readFileSync(join(stack, LOCK_FILE), "utf8")).toBe(locked);
    // No program of one line.
    expect(statSync(providerExecutable(providerFolder(stack))).size).toBeGreaterThan(1_000_000);
  });

  it("is planned with every policy known before the first apply", () => {
    expect(planCounts(plan)).toBe("11 to add, 0 to change, 0 to destroy");
    expect(unknownPolicies(plan)).toEqual([]);
    const documents = plan.changes.flatMap(({ type, change }) => {
      const after = change.after as Record<string, string>;
      if (type === "aws_iam_role") return [after.assume_role_policy];
      return type === "aws_iam_role_policy" ? [after.policy] : [];
    });
    const versions = documents.map((text) => JSON.parse(text ?? "null")?.Version);
    expect(versions).toEqual(Array(5).fill("2012-10-17"));
  });

  it("answers a query through both hops", async () => {
    const answer = { status: "FINISHED", rows: [[5000]], rowCount: 1 };
    expect(await deployment.invoke("analytics", COUNT)).toMatchObject(answer);
  });

  it("assume-role: the trust policy names another role", async () => {
    const other = { RoleName: "other" };
    const trust = {
      Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    };
    const iam = deployment.iam(LAMBDA_ACCOUNT);
    await iam.send(
      new CreateRoleCommand({
        ...other,
        AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", ...trust }),
      }),
    );
    expect(await failureUnder(dataTrust([`role/${QUERY_ROLE}`, "role/other"]))).toMatchObject({
      code: "HOP1_DENIED",
      hop: "assume-role",
      awsCode: "AccessDenied",
      awsMessage: `User: arn:aws:sts::${LAMBDA_ACCOUNT}:assumed-role/${QUERY_ROLE}/${QUERY_ROLE} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${REDSHIFT_ACCOUNT}:role/${DATA_ROLE}`,
      advice: expect.stringContaining("its trust policy must allow sts:AssumeRole"),
    });
    await iam.send(new DeleteRoleCommand(other));
  });

  it("assume-role: the external id differs", async () => {
    expect(await failureUnder(dataTrust(["analytics-link-2026", "another-id"]))).toMatchObject({
      code: "HOP1_DENIED",
      hop: "assume-role",
      advice: expect.stringContaining("its sts:ExternalId must equal EXTERNAL_ID of the function"),
    });
  });

  it.each<[string, Replacement]>([
    ["on another role", [`role/${DATA_ROLE}`, "role/other"]],
    ["from another function", ["function:analytics-query", "function:other"]],
  ])("assume-role: the query role may assume only %s", async (_, replacement) => {
    const change = () => changes.inlinePolicy(LAMBDA_ACCOUNT, QUERY_ROLE, "assume-data-role", replacement);
    expect(await failureUnder(change)).toMatchObject({
      code: "HOP1_DENIED",
      hop: "assume-role",
      advice: expect.stringContaining(
        `must allow sts:AssumeRole on arn:aws:iam::${REDSHIFT_ACCOUNT}:role/${DATA_ROLE}`,
      ),
    });
  });

  it("authorize: the data role may not run statements", async () => {
    expect(await failureUnder(dataPolicy(["cluster:warehouse", "cluster:other"]))).toMatchObject({
      code: "DATA_API_DENIED",
      hop: "authorize",
      awsCode: "AccessDeniedException",
      advice: expect.stringMatching(
        `must allow redshift-data:ExecuteStatement .* on arn:aws:redshift:${REGION}:${REDSHIFT_ACCOUNT}:cluster:warehouse;`,
      ),
    });
  });

  it("authorize, the article's second error: the dbuser ARN in the article's order", async () => {
    const articleOrder = dataPolicy(["dbuser:warehouse/analyst", "dbuser:analyst/dev"]);
    expect(await failureUnder(articleOrder)).toMatchObject({
      code: "CREDENTIALS_DENIED",
      hop: "authorize",
      awsCode: "ValidationException",
      awsMessage: expect.stringContaining("is not authorized to perform: redshift:GetClusterCredentials"),
      advice: expect.stringContaining(
        `arn:aws:redshift:${REGION}:${REDSHIFT_ACCOUNT}:dbuser:warehouse/analyst`,
      ),
    });
  });

  it("authorize: the session may not follow its own statement", async () => {
    expect(await failureUnder(dataPolicy(["${aws:userid}", "AROAELSE:someone"]))).toMatchObject({
      code: "STATEMENT_DENIED",
      hop: "authorize",
      awsCode: "AccessDeniedException",
    });
  });

  it("connect: the cluster is not there", async () => {
    // Allowed on the missing cluster, so that its absence is what fails.
    const allowed = dataPolicy(["warehouse", "missing"]);
    const asked = () => changes.variables({ CLUSTER_IDENTIFIER: "missing" });
    expect(await failureUnder(allowed, asked)).toMatchObject({
      code: "TARGET_NOT_FOUND",
      hop: "connect",
      awsCode: "ValidationException",
      awsMessage: "Redshift endpoint doesn't exist in this region.",
    });
  });

  it("connect: the database user does not exist", async () => {
    const allowed = dataPolicy(["warehouse/analyst", "warehouse/nobody"]);
    expect(await failureUnder(allowed, () => changes.variables({ DB_USER: "nobody" }))).toMatchObject({
      code: "LOGIN_FAILED",
      hop: "connect",
      advice: expect.stringContaining("nobody"),
    });
  });

  it("assume-role: the session is of another account than configured", async () => {
    const wrongAccount = () => changes.variables({ REDSHIFT_ACCOUNT_ID: "333333333333" });
    expect(await failureUnder(wrongAccount)).toMatchObject({ code: "WRONG_ACCOUNT", hop: "assume-role" });
  });

  it.each([
    [
      "a missing table",
      "SELECT * FROM no_such_table",
      "TABLE_NOT_FOUND",
      'relation "no_such_table" does not exist',
    ],
    ["no grant", "SELECT * FROM payroll", "PERMISSION_DENIED", "permission denied for relation payroll"],
    ["bad SQL", "SELECT FROM WHERE", "SYNTAX_ERROR", "syntax error at or near"],
  ])("sql: %s", async (_, sql, code, text) => {
    const { failure } = await deployment.invoke("analytics", { sql });
    expect(failure).toMatchObject({ code, hop: "sql", awsMessage: expect.stringContaining(text) });
    expect(failure?.advice).toMatch(/\w+/);
  });

  it("logs no parameter value, external id, key or token, whether the statement succeeds or fails", async () => {
    const invocations = deployment.logs.length;
    const parameters = { since: "confidential-value" };
    await deployment.invoke("analytics", {
      sql: "SELECT count(*) FROM customers WHERE name = :since",
      parameters,
    });
    const failed = await deployment.invoke("analytics", {
      sql: "SELECT cast(:since AS integer)",
      parameters,
    });
    expect(failed.failure).toMatchObject({ hop: "sql" });
    const written = deployment.logs.slice(invocations).join("\n");
    expect(written).toContain('"code":"');
    const all = [deployment.logs.join("\n"), JSON.stringify(deployment.events), JSON.stringify(failed)].join(
      "\n",
    );
    expect(all.match(/confidential-value|analytics-link-2026|ASIA[A-Z0-9]{16}|SessionToken/g)).toBeNull();
  });

  it("has no drift: once all is undone, a plan is empty", async () => {
    const terraform = deployment.terraform("analytics");
    const changes = await terraform.plan("again.tfplan");
    expect(planCounts(await terraform.show("again.tfplan"))).toBe("0 to add, 0 to change, 0 to destroy");
    expect(changes).toBe(false);
  });
});
