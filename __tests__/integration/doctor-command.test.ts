import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRole } from "../../testing/deployment/break-link";
import { checkout, ROOT } from "../../testing/deployment/checkout";
import { type Damage, Damager } from "../../testing/deployment/damage";
import { Deployment } from "../../testing/deployment/deployment";
import { describeWith, REHEARSAL_PROGRAMS, temporaryFolder } from "../../testing/deployment/tools";
import { BASE } from "../../testing/links/links";
import { runGuarded } from "../../tools/lib/process/run-guarded";

const L = "111111111111";
const R = "222222222222";
const PAGE = readFileSync(join(ROOT, "docs/doctor.md"), "utf8");
/** The page's excerpts of reports: a link that works, then the two errors. */
const EXCERPTS = [...PAGE.matchAll(/^```text\n(.*?)^```$/gms)].map(([, text = ""]) => text);

describeWith(REHEARSAL_PROGRAMS, "npm run doctor, as a process of its own", () => {
  const folder = temporaryFolder();
  const project = join(folder, "project");
  const deployment = new Deployment(folder, { links: [BASE] });
  const damager = new Damager(deployment, "analytics-query", { id: L, region: "ap-northeast-1" });

  beforeAll(async () => {
    await deployment.start();
    await deployment.apply("analytics");
    await createRole(deployment.iam(L), "old-query");
    checkout(project);
    for (const room of ["access", "tools"])
      cpSync(join(ROOT, room), join(project, room), { recursive: true });
    const state = join(folder, "cdktf.out/stacks/analytics/terraform.tfstate");
    cpSync(state, join(project, "terraform.analytics.tfstate"));
  });
  afterAll(() => deployment.stop());

  const run = (...args: string[]) =>
    runGuarded(process.execPath, ["--import", "tsx", "tools/doctor/doctor.ts", ...args], {
      cwd: project,
      env: { ...deployment.env, NO_COLOR: "1" },
    });

  it("JSON on stdout, progress on stderr, exit code 0", async () => {
    const clean = await run("analytics", "--json", "--table", "public.orders");
    expect(JSON.parse(clean.stdout)).toMatchObject({
      exitCode: 0,
      summary: "19 ok, 0 problems, 0 could not be checked",
    });
    expect(clean).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("check link analytics: 17 ok"),
    });
  });

  it("the page shows three reports", () => {
    expect(EXCERPTS).toHaveLength(3);
  });

  it("a link that works is printed as the page shows it", async () => {
    const { stdout, exitCode } = await run("analytics", "--table", "public.orders");
    expect({ exitCode, end: stdout.slice(-(EXCERPTS[0]?.length ?? 0)) }).toEqual({
      exitCode: 0,
      end: EXCERPTS[0],
    });
  });

  it.each<[what: string, excerpt: number, damage: () => Promise<Damage>]>([
    [
      "AccessDenied on AssumeRole",
      1,
      () => damager.trust(R, "analytics-data", ["role/analytics-query", "role/old-query"]),
    ],
    [
      "not authorized on ExecuteStatement",
      2,
      () =>
        damager.inlinePolicy(R, "analytics-data", "redshift-data-api", [
          "dbuser:warehouse/analyst",
          "dbuser:analyst/dev",
        ]),
    ],
  ])("%s is printed as the page shows it", async (_, excerpt, breaking) => {
    const damage = await breaking();
    await damager.forgetSessions();
    const { stdout, exitCode } = await run("analytics");
    await damage.undo();
    expect(exitCode).toBe(1);
    expect(stdout).toContain(EXCERPTS[excerpt]);
  });

  it("a link or table that is none: exit code 2, nothing on stdout", async () => {
    expect(await run("nothing")).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await run("analytics", "--table", "orders")).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
