import { DeleteFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import { LinkChanges } from "../../testing/deployment/changes/link-changes";
import type { Replacement } from "../../testing/deployment/changes/outside-change";
import { createRole } from "../../testing/deployment/changes/role-changes";
import { type StartChange, whileChanged } from "../../testing/deployment/changes/while-changed";
import { DENIED_HOPS } from "../../testing/deployment/denied-hops";
import { Deployment } from "../../testing/deployment/deployment";
import { DoctorSession, idsWith } from "../../testing/deployment/doctor-session";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE, TARGETS } from "../../testing/links/links";

const L = "111111111111";
const R = "222222222222";
const REGION = "ap-northeast-1";
const QUERY = "analytics-query";
const DATA = "analytics-data";
const QUERY_ROLE = { accountId: L, account: "lambda account", role: QUERY };

describeWith(REHEARSAL_PROGRAMS, "the doctor's matrix", () => {
  const folder = temporaryFolder();
  const events = { ...BASE, name: "events", target: TARGETS["serverless-iam"], trust: { mutual: true } };
  const deployment = new Deployment(folder, { links: [BASE, events] });
  const doctor = new DoctorSession(deployment, folder);
  const changes = new LinkChanges(deployment, QUERY, { id: L, region: REGION });
  const lambda = () => deployment.lambda(L, REGION);

  beforeAll(async () => {
    await deployment.start();
    await deployment.applyAll();
    await createRole(deployment.iam(L), "other");
    doctor.enter();
  });
  afterAll(() => deployment.stop());

  const under = (...starts: StartChange[]) =>
    whileChanged(changes, starts, () => doctor.examine("analytics"));
  const data = (replacement: Replacement) => () =>
    changes.inlinePolicy(R, DATA, "redshift-data-api", replacement);
  const variables = (values: Record<string, string>) => () => changes.variables(values);
  const concurrency = (ReservedConcurrentExecutions: number) => async () => {
    await lambda().send(
      new PutFunctionConcurrencyCommand({ FunctionName: QUERY, ReservedConcurrentExecutions }),
    );
    return {
      undo: async () => {
        await lambda().send(new DeleteFunctionConcurrencyCommand({ FunctionName: QUERY }));
      },
    };
  };

  it.each(["analytics", "events"])("link %s as deployed: every check ok", async (name) => {
    const checks = await doctor.examine(name, { table: { schema: "public", table: "orders" } });
    expect([idsWith("problem", checks), idsWith("could-not-check", checks)]).toEqual([[], []]);
    expect(checks.size).toBe(17);
  });

  it.each(DENIED_HOPS)("$what: $hop, and the line to change", async (denied) => {
    const { hop, roleCheck, correction } = denied;
    const checks = await under(() => denied.start(changes, deployment));
    expect(idsWith("problem", checks)).toEqual([roleCheck, hop, "select-1"]);
    const found = expect.stringContaining(denied.found);
    expect(checks.get(hop)).toMatchObject({ found, corrections: [correction] });
    expect(checks.get(roleCheck)?.corrections).toEqual([correction]);
    expect(idsWith("could-not-check", checks)).toEqual(hop === "hop-1" ? ["hop-2", "target"] : ["target"]);
    expect(JSON.stringify([...checks])).not.toMatch(/analytics-link-2026|another-id/);
  });

  it("a denial that SELECT 1 does not meet is found all the same", async () => {
    const checks = await under(data(["redshift-data:CancelStatement", "redshift-data:ListTables"]));
    expect(idsWith("problem", checks)).toEqual(["data-role", "hop-2"]);
    expect(checks.get("hop-2")?.found).toMatch(
      /^redshift-data:CancelStatement on \* .*; the function's SELECT 1 did not need it$/,
    );
  });

  it.each([
    [
      "no external id sent",
      variables({ EXTERNAL_ID: "" }),
      ["function-environment", "hop-1", "select-1"],
      "EXTERNAL_ID has another value",
    ],
    [
      "session of another account",
      variables({ REDSHIFT_ACCOUNT_ID: "333333333333" }),
      ["function-environment", "hop-1", "select-1"],
      `REDSHIFT_ACCOUNT_ID is 333333333333, should be ${R}`,
    ],
    [
      "database missing",
      variables({ DATABASE: "nowhere" }),
      ["function-environment", "hop-2", "select-1"],
      "DATABASE is nowhere, should be dev",
    ],
  ])("%s: what the function sends differs", async (_, change, problems, text) => {
    const checks = await under(change);
    expect(idsWith("problem", checks)).toEqual(problems);
    expect(checks.get("function-environment")?.found).toContain(text);
  });

  it.each([
    ["cluster", ["warehouse", "missing"], { CLUSTER_IDENTIFIER: "missing" }, "TARGET_NOT_FOUND at connect"],
    [
      "database user",
      ["warehouse/analyst", "warehouse/nobody"],
      { DB_USER: "nobody" },
      "LOGIN_FAILED at connect",
    ],
    [
      "database",
      ["dbname:warehouse/dev", "dbname:warehouse/nowhere"],
      { DATABASE: "nowhere" },
      "DATABASE_NOT_FOUND at connect",
    ],
  ] as const)("the %s does not exist: target", async (_, replacement, changes, text) => {
    const checks = await under(data(replacement), variables(changes));
    expect(checks.get("target")).toMatchObject({ status: "problem", found: expect.stringContaining(text) });
  });

  it.each([
    ["no_such_table", "TABLE_NOT_FOUND"],
    ["payroll", "PERMISSION_DENIED"],
    ['x" LIMIT 0; DROP TABLE orders; --', "TABLE_NOT_FOUND"],
  ])("table %s: only the grants", async (table, code) => {
    const checks = await doctor.examine("analytics", { table: { schema: "public", table } });
    expect(idsWith("problem", checks)).toEqual(["table-grants"]);
    expect(checks.get("table-grants")?.found).toContain(code);
  });

  it("Lambda is not trusted: neither runs the function nor reaches a hop", async () => {
    const checks = await under(() => changes.trust(L, QUERY, ["lambda.amazonaws", "ec2.amazonaws"]));
    expect(idsWith("problem", checks)).toEqual(["query-role", "function-trust", "select-1"]);
    expect(checks.get("function-trust")?.corrections).toEqual([
      {
        ...QUERY_ROLE,
        policy: "trust policy",
        statement: "TrustLambda",
        is: '"Principal": { "Service": "ec2.amazonaws.com" }',
        shouldBe: '"Principal": { "Service": "lambda.amazonaws.com" }',
      },
    ]);
  });

  it("a reserved concurrency of 0", async () => {
    const checks = await under(concurrency(0));
    expect(idsWith("problem", checks)).toEqual(["function-concurrency", "select-1"]);
    expect(idsWith("could-not-check", checks)).toEqual(["hop-1", "hop-2", "target"]);
  });
});
