import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { localEnvironment } from "../../rehearsal/terraform-environment";
import { checkout, ROOT } from "../../testing/deployment/checkout";
import {
  exportedBy,
  foldersOf,
  NO_FOLDERS,
  type RehearsalProcess,
  startRehearsal,
  until,
} from "../../testing/deployment/rehearsal-process";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { asNpmStarts } from "../../testing/processes/command";
import { type ProgramResult, runGuarded } from "../../tools/lib/process/run-guarded";
import { throwAwayEnvironment } from "../../tools/lib/terraform/throw-away-folder";

const DATA_ROLE = "arn:aws:iam::222222222222:role/analytics-data";
/** The event of the README's query, as it stands there. */
const README_EVENT = /--payload '(\{.+\})'/.exec(readFileSync(join(ROOT, "README.md"), "utf8"))?.[1] ?? "";
const NO_CHANGE = "No changes. Your infrastructure matches the configuration.";

/** Clients that nobody here wrote, in the order a person would use them; each test builds on the one before. */
describeWith([...REHEARSAL_PROGRAMS, "aws"], "rehearse --serve", () => {
  const folder = temporaryFolder();
  let served: RehearsalProcess;
  let project: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    served = startRehearsal("serve", ["--serve"]);
    await until(() => served.output().includes("Ctrl-C ends"), "the local accounts");
    env = throwAwayEnvironment(localEnvironment({ ...exportedBy(served.output()), CI: "true" }));
    project = checkout(join(folder, "project"));
  });
  afterAll(async () => {
    served.child.kill("SIGTERM");
    await served.ended;
  });

  const cdktf = (...args: string[]): Promise<ProgramResult> =>
    runGuarded(join(ROOT, "node_modules/.bin/cdktf"), args, { cwd: project, env });

  async function aws(args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<ProgramResult> {
    return runGuarded("aws", [...args, "--output", "json"], { cwd: folder, env: { ...env, ...more } });
  }

  async function awsJson(args: readonly string[], more: NodeJS.ProcessEnv = {}) {
    const { exitCode, stdout, stderr } = await aws(args, more);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    return JSON.parse(stdout);
  }

  it("binds to the loopback address only", () => {
    expect(env.AWS_ENDPOINT_URL).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("the other shell reads the links whose accounts are up", () => {
    expect(env.LINKS_FILE).toBe(join(ROOT, "links.yaml"));
  });

  it("a second one on the same port is told to choose another", async () => {
    const { port } = new URL(env.AWS_ENDPOINT_URL ?? "");
    const second = startRehearsal("serve-second", ["--serve", "--port", port]);
    expect(await second.ended).toBe(1);
    expect(second.output().trimEnd().split("\n").at(-1)).toBe(
      `port ${port} of 127.0.0.1 is in use; choose another one with --port, or leave it out`,
    );
  });

  it("cdktf deploy, and the state is where the stack says", async () => {
    const deployed = await cdktf("deploy", "*", "--auto-approve", "--skip-provider-lock");
    expect(deployed).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(project, "terraform.analytics.tfstate"))).toBe(true);
  });

  it("plain terraform in the stack's folder: no change of what cdktf deployed; it destroys and deploys too", async () => {
    const cwd = join(project, "cdktf.out/stacks/analytics");
    const terraform = env.TERRAFORM_BINARY_NAME ?? "terraform";
    const run = (...args: string[]) =>
      runGuarded(terraform, [...args, "-no-color", "-input=false"], { cwd, env });
    expect(await run("init")).toMatchObject({ exitCode: 0 });
    expect(await run("plan", "-detailed-exitcode")).toMatchObject({ exitCode: 0 });
    const destroyed = await run("destroy", "-auto-approve");
    expect(destroyed).toMatchObject({ exitCode: 0 });
    expect(destroyed.stdout).toContain("Destroy complete! Resources: 11 destroyed.");
    const applied = await run("apply", "-auto-approve");
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(applied.stdout).toContain("Apply complete! Resources: 11 added, 0 changed, 0 destroyed.");
  });

  it("cdktf diff: no change of what plain terraform deployed", async () => {
    const diff = await cdktf("diff", "analytics", "--skip-provider-lock");
    expect(diff).toMatchObject({ exitCode: 0 });
    expect(stripVTControlCharacters(diff.stdout)).toContain(NO_CHANGE);
  });

  it("aws lambda invoke, with the event of the README", async () => {
    // A file, because versions 1 and 2 of the AWS CLI read a payload on the command line differently.
    writeFileSync(join(folder, "event.json"), README_EVENT);
    const answer = await awsJson([
      ...["lambda", "invoke", "--function-name", "analytics-query"],
      ...["--payload", "fileb://event.json", "answer.json"],
    ]);
    expect(answer).toEqual({ StatusCode: 200, ExecutedVersion: "$LATEST" });
    const written = JSON.parse(readFileSync(join(folder, "answer.json"), "utf8"));
    expect(written).toMatchObject({ status: "FINISHED", rows: [{ n: expect.any(Number) }] });
  });

  describe("npm run query", () => {
    const QUERY = asNpmStarts("tools/query/query.ts");
    const query = (...args: string[]) =>
      runGuarded(process.execPath, [...QUERY, ...args], { cwd: ROOT, env });

    it("a table of the rows on stdout, everything else on stderr", async () => {
      const sql = "SELECT id, name, credit_limit FROM customers WHERE id <= :most ORDER BY id";
      const { exitCode, stdout, stderr } = await query("analytics", sql, "--param", "most=2");
      expect({ exitCode, stdout, stderr }).toEqual({
        exitCode: 0,
        stdout: [
          "id  name        credit_limit",
          "──  ──────────  ────────────",
          " 1  Customer 1        113.50",
          " 2  Customer 2        126.50",
          "",
        ].join("\n"),
        stderr: "… ask analytics-query\nanalytics-query: FINISHED, 2 rows\n",
      });
    });

    it("CSV of every page, of SQL from standard input", async () => {
      const command = [process.execPath, ...QUERY, "analytics", "-", "--csv"].join(" ");
      const sql =
        "SELECT o.id FROM orders o, (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) t ORDER BY o.id";
      const { exitCode, stdout, stderr } = await runGuarded("sh", ["-c", `echo '${sql}' | ${command}`], {
        ...{ cwd: ROOT, env },
      });
      const lines = stdout.split("\r\n");
      expect({ exitCode, lines: lines.length, stderr }).toMatchObject({ exitCode: 0, lines: 15_002 });
      expect([lines[0], lines[1], lines[15_000], lines[15_001]]).toEqual(["id", "1", "5000", ""]);
    });

    it("JSON, and a link or a parameter that is none", async () => {
      const { exitCode, stdout } = await query("analytics", "SELECT 1 AS n, 2 AS n", "--json");
      expect([exitCode, stdout]).toEqual([0, '[\n{"n":1,"n_2":2}\n]\n']);
      expect(await query("nothing", "SELECT 1")).toMatchObject({ exitCode: 2, stdout: "" });
    });

    it("a failure says its code, AWS's words and what to do, and no parameter", async () => {
      const sql = "SELECT CAST(:pin AS integer)";
      const { exitCode, stdout, stderr } = await query("analytics", sql, "--param", "pin=hunter2");
      expect([exitCode, stdout]).toEqual([1, ""]);
      const lines = stderr.split("\n");
      expect(lines[1]).toMatch(/^[A-Z_]+ at sql: /);
      expect(lines.filter((line) => /^ {2}(AWS|do|id):/.test(line))).toHaveLength(3);
      expect(stderr).not.toContain("hunter2");
    });

    it("Ctrl-C cancels the statement, and says so", async () => {
      const child = spawn(process.execPath, [...QUERY, "analytics", "SELECT pg_sleep(600)"], {
        cwd: ROOT,
        env,
      });
      let stderr = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      await until(() => stderr.includes("… ask"), "the query");
      child.kill("SIGINT");
      const [exitCode] = await once(child, "close");
      expect(exitCode).toBe(130);
      expect(stderr).toMatch(/^statement [0-9a-f-]{36} is cancelled$/m);
    });
  });

  it("aws sts assume-role: refused for whoever is not the function", async () => {
    const { exitCode, stderr } = await aws([
      ...["sts", "assume-role", "--role-arn", DATA_ROLE, "--role-session-name", "me"],
      ...["--external-id", "analytics-link-2026"],
    ]);
    expect(exitCode).not.toBe(0);
    expect(stderr.trim()).toBe(
      `An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::111111111111:user/operator is not authorized to perform: sts:AssumeRole on resource: ${DATA_ROLE}`,
    );
  });

  it("aws iam: a principal that does not exist is refused", async () => {
    const principal = { AWS: "arn:aws:iam::222222222222:role/nobody" };
    const statement = { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" };
    const document = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const { stderr } = await aws([
      ...["iam", "create-role", "--role-name", "broken", "--assume-role-policy-document", document],
    ]);
    expect(stderr.trim()).toBe(
      'An error occurred (MalformedPolicyDocument) when calling the CreateRole operation: Invalid principal in policy: "AWS":"arn:aws:iam::222222222222:role/nobody"',
    );
  });

  it("aws redshift-data: execute, describe, fetch, as the deployer of the redshift account", async () => {
    const { Credentials } = await awsJson([
      ...["sts", "assume-role", "--role-arn", "arn:aws:iam::222222222222:role/deployer"],
      ...["--role-session-name", "cli"],
    ]);
    const session = {
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials.SessionToken,
    };
    const sql = "SELECT count(*) AS n FROM orders";
    const { Id } = await awsJson(
      [
        ...["redshift-data", "execute-statement", "--cluster-identifier", "warehouse"],
        ...["--database", "dev", "--db-user", "analyst", "--sql", sql],
      ],
      session,
    );
    const describe = () => awsJson(["redshift-data", "describe-statement", "--id", Id], session);
    let described = await describe();
    while (!["FINISHED", "FAILED", "ABORTED"].includes(described.Status)) described = await describe();
    expect(described).toMatchObject({ Status: "FINISHED", HasResultSet: true, ResultRows: 1 });
    const result = await awsJson(["redshift-data", "get-statement-result", "--id", Id], session);
    expect(result.Records).toEqual([[{ longValue: 5000 }]]);
  });

  it("ends on SIGTERM: exit code 0, says so, and none of its folders is left", async () => {
    expect(foldersOf(served.child.pid).runs).toHaveLength(1);
    served.child.kill("SIGTERM");
    expect(await served.ended).toBe(0);
    expect(served.output().trimEnd().split("\n").at(-1)).toBe(
      "# stopped by SIGTERM; the local accounts and everything in them are gone.",
    );
    expect(foldersOf(served.child.pid)).toEqual(NO_FOLDERS);
  });
});
