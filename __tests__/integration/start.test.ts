import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../testing/deployment/checkout";
import {
  foldersOf,
  NO_FOLDERS,
  processesOf,
  type RehearsalProcess,
  type RunFolders,
  startRehearsal as start,
  startRehearsalOnTerminal,
  startThroughNpm,
  until,
} from "../../testing/deployment/rehearsal-process";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";

describeWith([...REHEARSAL_PROGRAMS, "ps", "script"], "npm start", () => {
  it("rehearses from links to rows and tears everything down", async () => {
    const run = start("whole");
    expect(await run.ended).toBe(0);
    const lines = run
      .output()
      .replace(/ \(\d+\.\d s\)/g, "")
      .split("\n");
    expect(lines[0]).toBe("Rehearsing 1 link of links.yaml");
    const done = lines.filter((line) => line.startsWith("✓"));
    // Two and two run side by side: either may be the first to end.
    const pairs = [0, 2, 4, 6].flatMap((start) => done.slice(start, start + 2).sort());
    expect(pairs).toEqual([
      "✓ start the local accounts: 111111111111, 222222222222 enforce IAM on 127.0.0.1",
      "✓ synthesize and initialize: 1 stack",
      "✓ apply analytics: done",
      "✓ plan analytics for both accounts: 11 to add, 0 to change, 0 to destroy, every policy known",
      "✓ invoke analytics-query: FINISHED, 6 rows through both hops",
      "✓ plan analytics again: no drift",
      "✓ destroy analytics: done",
    ]);
    expect(lines.filter((line) => line.includes("hop 1"))).toEqual([
      "    hop 1  allowed  sts:AssumeRole on arn:aws:iam::222222222222:role/analytics-data",
    ]);
    expect(lines.filter((line) => line.includes("DENIED"))).toEqual([]);
    expect(run.output()).toMatch(/The rehearsal held, in \d+\.\d s\n$/);
    expect(processesOf("whole")).toEqual([]);
    expect(foldersOf(run.child.pid)).toEqual(NO_FOLDERS);
  });

  it("leaves no process when killed while the accounts start", async () => {
    const run = start("killed-early");
    await until(() => run.output().includes("start the local accounts"), "the accounts' start");
    run.child.kill("SIGKILL");
    await run.ended;
    await until(() => processesOf("killed-early").length === 0, "the processes of killed-early to end");
  });

  describe("killed while Terraform plans, and the next one stopped while Terraform applies", () => {
    let killed: RehearsalProcess;
    let next: RehearsalProcess;
    /** Folders that the killed run had. */
    let left: RunFolders;

    beforeAll(async () => {
      killed = start("killed-planning");
      await until(() => killed.output().includes("plan analytics for both accounts"), "the plan");
      // Asked before the kill: after it, any rehearsal that another test starts removes them as well.
      left = foldersOf(killed.child.pid);
      killed.child.kill("SIGKILL");
      await killed.ended;
      next = start("stopped-applying");
      await until(() => next.output().includes("apply analytics"), "the apply");
    });

    it("leaves no process when killed", async () => {
      await until(
        () => processesOf("killed-planning").length === 0,
        "the processes of killed-planning to end",
      );
    });

    it("removes what a killed run left, when the next one starts", () => {
      expect(Object.values(left).map(({ length }) => length)).toEqual([1, 1, 1]);
      expect(foldersOf(killed.child.pid)).toEqual(NO_FOLDERS);
      expect(Object.values(foldersOf(next.child.pid)).map(({ length }) => length)).toEqual([1, 1, 1]);
    });

    it("tears down when interrupted, and leaves no process", async () => {
      next.child.kill("SIGINT");
      expect(await next.ended).toBe(130);
      expect(next.output()).toContain("stopped by SIGINT; everything local is torn down");
      expect(foldersOf(next.child.pid)).toEqual(NO_FOLDERS);
      await until(
        () => processesOf("stopped-applying").length === 0,
        "the processes of stopped-applying to end",
      );
    });
  });

  it("ends when npm itself is killed, which tells its children nothing", async () => {
    const marker = "killed-npm";
    const run = startThroughNpm(marker);
    await until(() => run.output().includes("plan analytics for both accounts"), "the plan");
    run.child.kill("SIGKILL");
    await until(() => processesOf(marker).length === 0, `the processes of ${marker} to end`);
  });

  it("tears down on Ctrl-C in a terminal, spinner or not", async () => {
    const marker = "on-a-terminal";
    const run = startRehearsalOnTerminal(marker);
    await until(() => run.output().includes("plan analytics for both accounts"), "the plan");
    expect(run.output()).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] plan analytics/);
    // The child is the terminal; the rehearsal is one of those it started.
    const folders = () => processIds.flatMap((id) => foldersOf(id).runs);
    const processIds = processesOf(marker).map((line) => Number.parseInt(line, 10));
    expect(folders()).toHaveLength(1);
    run.child.stdin?.write("\u0003");
    expect(await run.ended).toBe(130);
    expect(run.output()).toContain("stopped by SIGINT; everything local is torn down");
    await until(() => processesOf(marker).length === 0, `the processes of ${marker} to end`);
    expect(folders()).toEqual([]);
  });
});

describeWith(REHEARSAL_PROGRAMS, "npm start with buckets", () => {
  it("a file is loaded and unloaded through four hops, every cell the same, and refused before the role is attached", async () => {
    const run = start("buckets", [], { LINKS_FILE: join(ROOT, "examples/data-transfer/links.yaml") });
    expect(await run.ended).toBe(0);
    const done = run
      .output()
      .replace(/ \(\d+\.\d s\)/g, "")
      .split("\n")
      .filter((line) => line.startsWith("✓"));
    const file = "incoming/rehearsal-landing/visits.csv";
    expect(done.filter((line) => !/plan|apply|destroy|start|synth/.test(line))).toEqual([
      `✓ in the place of its owner make bucket acme-landing of account 111111111111: with ${file}, 4 rows`,
      "✓ invoke landing-query: make table rehearsal_visits_landing: FINISHED, rows not counted through both hops",
      "✓ invoke landing-query: COPY before the copy role is attached: refused with COPY_ROLE_DENIED, as on AWS",
      "✓ in the place of its owner attach copy role landing-copy to cluster warehouse: in-sync",
      `✓ invoke landing-query: COPY from s3://acme-landing/${file}: FINISHED, 4 rows affected through all four hops`,
      "✓ invoke landing-query: SELECT * FROM rehearsal_visits_landing: FINISHED, 4 rows through both hops",
      "✓ compare the table with the file: 4 rows, every cell the same",
      "✓ invoke landing-query: UNLOAD to s3://acme-landing/exports/rehearsal-landing/visits_: FINISHED, 4 rows affected through all four hops",
      "✓ read back visits_000 and compare with the table: 4 rows, every cell the same",
      "✓ invoke landing-query: FINISHED, 6 rows through both hops",
    ]);
    expect(run.output()).toContain("hop 4  allowed  s3:PutObject on arn:aws:s3:::acme-landing/exports/");
    expect(processesOf("buckets")).toEqual([]);
  });
});

describeWith(REHEARSAL_PROGRAMS, "npm start on a warehouse of one's own", () => {
  const folder = temporaryFolder();

  it("a refused statement is told with file, line, statement and reason, and nothing is deployed", async () => {
    mkdirSync(join(folder, "warehouse"));
    copyFileSync(join(ROOT, "links.yaml"), join(folder, "links.yaml"));
    writeFileSync(
      join(folder, "warehouse/01.sql"),
      "CREATE TABLE t (n int);\n\nGRANT SELECT ON t TO nobody;\n",
    );
    const run = start("broken-script", [], { LINKS_FILE: join(folder, "links.yaml") });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain("✗ start the local accounts");
    expect(run.output()).not.toContain("plan analytics");
    expect(run.output().trimEnd().split("\n").slice(-3)).toEqual([
      `${join(folder, "warehouse/01.sql")}:3 is refused:`,
      "    GRANT SELECT ON t TO nobody",
      'ERROR: user "nobody" does not exist; correct the statement; it ran as a superuser, where the database users of the links exist already. Nothing was deployed',
    ]);
    expect(foldersOf(run.child.pid)).toEqual(NO_FOLDERS);
  });
});

describe("rehearse, used wrongly", () => {
  const folder = temporaryFolder();

  it("lists every problem of the links file and starts nothing", async () => {
    const file = join(folder, "links.yaml");
    writeFileSync(
      file,
      "links:\n  - name: Bad Name\n    lambdaAccount: { id: 012345678901, region: nowhere }\n",
    );
    const run = start("bad-links", [], { LINKS_FILE: file });
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(/links\.yaml has \d problems:\n/);
    expect(run.output()).not.toContain("✓");
  });

  it("explains an unknown option and prints the help", async () => {
    const run = start("bad-option", ["--sreve"]);
    expect(await run.ended).toBe(2);
    expect(run.output()).toMatch(/^Unknown option '--sreve'/);
    expect(run.output()).toContain("usage: npm start -- [options]\n   or: npm run rehearse -- [options]");
  });

  it("says what to install when Terraform is missing", async () => {
    const run = start("no-terraform", [], { TERRAFORM_BINARY_NAME: "no-such-terraform" });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(
      "no-such-terraform is not on PATH; install Terraform 1.5 or newer, or set TERRAFORM_BINARY_NAME to another binary such as tofu",
    );
  });
});
