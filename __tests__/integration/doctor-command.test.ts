import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LinkChanges } from "../../testing/deployment/changes/link-changes";
import type { OutsideChange } from "../../testing/deployment/changes/outside-change";
import { createRole } from "../../testing/deployment/changes/role-changes";
import { checkout, ROOT } from "../../testing/deployment/checkout";
import { Deployment } from "../../testing/deployment/deployment";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE } from "../../testing/links/links";
import { asNpmStarts, compiledOnce } from "../../testing/processes/command";
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
  const changes = new LinkChanges(deployment, "analytics-query", { id: L, region: "ap-northeast-1" });

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

  const runBy = (start: (door: string) => readonly string[], args: readonly string[]) =>
    runGuarded(process.execPath, [...start("./tools/doctor/doctor.ts"), ...args], {
      cwd: project,
      env: { ...deployment.env, NO_COLOR: "1" },
    });
  const run = (...args: string[]) => runBy(compiledOnce, args);

  it("JSON on stdout, progress on stderr, exit code 0", async () => {
    const clean = await runBy(asNpmStarts, ["analytics", "--json", "--table", "public.orders"]);
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

  it.each<[what: string, excerpt: number, change: () => Promise<OutsideChange>]>([
    [
      "AccessDenied on AssumeRole",
      1,
      () => changes.trust(R, "analytics-data", ["role/analytics-query", "role/old-query"]),
    ],
    [
      "not authorized on ExecuteStatement",
      2,
      () =>
        changes.inlinePolicy(R, "analytics-data", "redshift-data-api", [
          "dbuser:warehouse/analyst",
          "dbuser:analyst/dev",
        ]),
    ],
  ])("%s is printed as the page shows it", async (_, excerpt, start) => {
    const change = await start();
    await changes.forgetSessions();
    const { stdout, exitCode } = await run("analytics");
    await change.undo();
    expect(exitCode).toBe(1);
    expect(stdout).toContain(EXCERPTS[excerpt]);
  });

  it("a link or table that is none: exit code 2, nothing on stdout", async () => {
    expect(await run("nothing")).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await run("analytics", "--table", "orders")).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
