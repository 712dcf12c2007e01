import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FaultPlan } from "../../emulator/faults/fault-plan";
import { AwsError } from "../../emulator/protocol/aws-error";
import type { OutsideChange } from "../../testing/deployment/changes/outside-change";
import { RoleChanges } from "../../testing/deployment/changes/role-changes";
import { ROOT } from "../../testing/deployment/checkout";
import { Deployment } from "../../testing/deployment/deployment";
import { driftCommand, driftReports } from "../../testing/deployment/drift-command";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { putState, STATE_BACKEND, useStateBucket } from "../../testing/deployment/state-bucket";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { storedLinkState } from "../../testing/links/link-state";
import { BASE, linkWith } from "../../testing/links/links";
import { asNpmStarts } from "../../testing/processes/command";
import { runGuarded } from "../../tools/lib/process/run-guarded";

const LAMBDA_ACCOUNT = "111111111111";
const REDSHIFT_ACCOUNT = "222222222222";
const NAMES = ["analytics", "billing", "stock"] as const;

/** Links in the same two accounts, each with deploy roles of its own and its state in S3. */
function linkInput(name: string): object {
  const account = (input: typeof BASE.lambdaAccount) => ({
    ...input,
    deployRoleArn: `arn:aws:iam::${input.id}:role/${name}-deployer`,
  });
  const { lambdaAccount, redshiftAccount } = BASE;
  const accounts = { lambdaAccount: account(lambdaAccount), redshiftAccount: account(redshiftAccount) };
  return { ...BASE, name, ...accounts, backend: STATE_BACKEND };
}

/** Of a link that was removed. */
const FORMER_STATE = storedLinkState(linkWith({ name: "former" }));

/** The redshift account fails for as long as it is told to, at one role: the provider asks again and again. */
class FailingRole implements FaultPlan {
  roleName: string | undefined;

  next({ operation, body }: Parameters<FaultPlan["next"]>[0]) {
    if (this.roleName === undefined || operation !== "GetRolePolicy") return undefined;
    if (!body.toString().includes(`RoleName=${this.roleName}`)) return undefined;
    return { kind: "error", error: new AwsError("InternalFailure", "", 500), executes: false } as const;
  }
}

describeWith(REHEARSAL_PROGRAMS, "npm run drift with several links and their state in S3", () => {
  const folder = temporaryFolder();
  const failing = new FailingRole();
  const deployment = new Deployment(folder, { links: NAMES.map(linkInput) }, { faults: failing });
  /** What drift says, where how it starts a provider is not what is asked: a provider's start is half of a plan. */
  const kept = () => deployment.withKeptProviders("analytics");
  const role = (accountId: string, name: string) => new RoleChanges(deployment, "analytics", accountId, name);
  const changes: OutsideChange[] = [];

  beforeAll(async () => {
    await deployment.start();
    await useStateBucket(deployment, folder);
    for (const name of NAMES) await deployment.apply(name);
  });
  afterAll(() => deployment.stop());

  test("0: nothing differs in any link", async () => {
    const { exitCode, links } = await driftReports(deployment);
    expect(links).toEqual(NAMES.map((link) => ({ link, status: "clean", findings: [], unchecked: [] })));
    expect(exitCode).toBe(0);
  });

  test("0: the state of a link that is gone is named", async () => {
    await putState(deployment, "a%20b/terraform.tfstate", "somebody else's");
    await putState(deployment, "former/terraform.tfstate", JSON.stringify(FORMER_STATE));
    const found = JSON.parse((await driftCommand(kept(), "--json", "stock")).stdout);
    expect(found.states.findings.map(({ place }: { place: string }) => place)).toEqual([
      "s3://terraform-state/former/terraform.tfstate",
    ]);
    expect([found.exitCode, found.states.unchecked, found.states.notes]).toEqual([1, [], []]);
    await putState(deployment, "former/terraform.tfstate", "");
  });

  test("npm run plan refuses a state in S3 that is of other accounts, and warns of one that no link owns, before cdktf starts", async () => {
    const file = join(folder, "staging.yaml");
    const redshiftAccount = { ...BASE.redshiftAccount, id: "333333333333", deployRoleArn: undefined };
    writeFileSync(file, JSON.stringify({ links: [{ ...Object(linkInput("analytics")), redshiftAccount }] }));
    await putState(deployment, "former/terraform.tfstate", JSON.stringify(FORMER_STATE));
    const plan = ["synth/without-log.cjs", "cdktf-is-not-started", "diff", "analytics"];
    const { exitCode, stdout, stderr } = await runGuarded(process.execPath, plan, {
      cwd: ROOT,
      env: { ...deployment.env, LINKS_FILE: file },
    });
    const [former, ...refusal] = stderr.trimEnd().split("\n");
    expect([exitCode, stdout]).toEqual([1, ""]);
    // Billing and stock are of the links file beside it.
    expect(former).toMatch(
      /^warning: s3:\/\/terraform-state\/former\/terraform.tfstate is the state of no link of staging.yaml /,
    );
    expect(refusal).toEqual([
      `${file} has 1 problem:`,
      expect.stringContaining(
        'links[0].name: is "analytics", expected a name whose state is of the link\'s accounts; s3://terraform-state/analytics/terraform.tfstate holds aws_iam_role.data_role in account 222222222222, not in redshift account 333333333333',
      ),
    ]);
    rmSync(file);
    await putState(deployment, "former/terraform.tfstate", "");
  });

  test("1: two links differ", async () => {
    changes.push(
      await role(LAMBDA_ACCOUNT, "analytics-query").tag("owner", "someone"),
      await role(REDSHIFT_ACCOUNT, "billing-data").addTrust({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::999999999999:root" },
        Action: "sts:AssumeRole",
      }),
    );
    const { exitCode, links } = await driftReports(kept());
    expect(
      links.map(({ link, status, findings }) => [link, status, findings.map(({ meaning }) => meaning)]),
    ).toEqual([
      ["analytics", "drift", [[]]],
      ["billing", "drift", [["account 999999999999 can now assume the data role"]]],
      ["stock", "clean", []],
    ]);
    expect(exitCode).toBe(1);
  });

  test("2: one account of one link refuses one read; everything else is told all the same", async () => {
    // A single statement as AWS allows it, without a list.
    changes.push(
      await role(REDSHIFT_ACCOUNT, "analytics-deployer").addInlinePolicy("deny", {
        Effect: "Deny",
        Action: "iam:GetRolePolicy",
        Resource: "*",
      }),
    );
    const { exitCode, stdout } = await driftCommand(kept());
    expect(exitCode).toBe(2);
    const [analytics, billing, stock, notLookedAt] = stdout.split(/\n\n(?=\S)/);
    expect(billing).toMatch(/^billing: drift, 1 finding\n/);
    expect(stock).toBe("stock: no drift");
    expect(notLookedAt).toMatch(/^not looked at, whatever is reported above\n/);
    // The page shows this very report.
    expect(readFileSync(join(ROOT, "docs/drift.md"), "utf8")).toContain(`\`\`\`text\n${analytics}\n\`\`\`\n`);
    expect(deployment.events.filter(({ kind }) => kind === "failure")).toEqual([]);
  });

  test("2: an account that keeps failing one read is given up", async () => {
    failing.roleName = "stock-data";
    const { exitCode, links } = await driftReports(deployment, "--timeout", "45", "stock").finally(() => {
      failing.roleName = undefined;
    });
    expect(exitCode).toBe(2);
    expect(links).toEqual([
      {
        link: "stock",
        status: "could-not-check",
        findings: [],
        unchecked: [
          {
            account: { id: REDSHIFT_ACCOUNT, role: "redshift" },
            reason: expect.stringMatching(/^reading inline policies for IAM role stock-data, .*canceled/),
          },
          { reason: "terraform plan had not ended after 45 s and was stopped" },
        ],
      },
    ]);
  });

  test("0 again, once all is undone", async () => {
    for (const { undo } of changes) await undo();
    expect(await driftReports(kept())).toMatchObject({ exitCode: 0 });
  });

  test("130: Ctrl-C ends it without a report or a folder left", async () => {
    const drift = spawn(process.execPath, [...asNpmStarts("tools/drift/drift.ts"), "stock"], {
      cwd: ROOT,
      env: deployment.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    drift.stdout.on("data", (text) => {
      stdout += text;
    });
    drift.stderr.on("data", (text) => {
      stderr += text;
      if (!drift.killed && /plan stock/.test(stderr)) drift.kill("SIGINT");
    });
    const exitCode = await new Promise((resolve) => drift.once("close", resolve));
    expect({ exitCode, stdout, lines: stderr.replace(/\d+\.\d s/, "1.0 s").split("\n") }).toEqual({
      exitCode: 130,
      stdout: "",
      lines: [
        "… synthesize",
        "✓ synthesize: 3 stacks (1.0 s)",
        "… plan stock for both accounts",
        "stopping …",
        "✗ plan stock for both accounts",
        "stopped by SIGINT; nothing was changed",
        "",
      ],
    });
    expect(readdirSync(ROOT).filter((name) => name.startsWith(`.drift-${drift.pid}`))).toEqual([]);
  });
});
