import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../testing/deployment/checkout";
import {
  processesOf,
  startRehearsal as start,
  startRehearsalOnTerminal,
  startThroughNpm,
  until,
} from "../../testing/deployment/rehearsal-process";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";

const REHEARSAL_FOLDER = join(ROOT, ".rehearsal");
const runFolders = () => readdirSync(REHEARSAL_FOLDER).filter((name) => name.startsWith("run-"));
const socketFolders = (processId: number | undefined) =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`rehearsal-${processId}-`));

/** Where functions are unpacked; the temporary folder alone, because Node.js looks for modules above them. */
const functionsFolders = (processId: number | undefined) =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`rehearsal-functions-${processId}-`));

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
    // Side by side: either may be the first to end.
    expect([...done.slice(0, 2).sort().reverse(), ...done.slice(2)]).toEqual([
      "✓ synthesize and initialize: 1 stack",
      "✓ start the local accounts: 111111111111, 222222222222 enforce IAM on 127.0.0.1",
      "✓ plan analytics for both accounts: 11 to add, 0 to change, 0 to destroy, every policy known",
      "✓ apply analytics: done",
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
    expect(socketFolders(run.child.pid)).toEqual([]);
  });

  it.each([
    ["while the accounts start", "start the local accounts", "SIGKILL"],
    ["while Terraform plans", "plan analytics for both accounts", "SIGKILL"],
    ["while Terraform applies", "apply analytics", "SIGINT"],
  ] as const)("leaves no process when killed %s", async (moment, step, signal) => {
    const marker = moment.replaceAll(" ", "-");
    const run = start(marker);
    await until(() => run.output().includes(step), step);
    run.child.kill(signal);
    const exitCode = await run.ended;
    if (signal === "SIGINT") {
      expect(exitCode).toBe(130);
      expect(run.output()).toContain("stopped by SIGINT; everything local is torn down");
      expect(socketFolders(run.child.pid)).toEqual([]);
    }
    await until(() => processesOf(marker).length === 0, `the processes of ${marker} to end`);
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
    const processIds = processesOf(marker).map((line) => line.trim().split(" ")[0]);
    const [folder] = runFolders().filter((name) => processIds.some((id) => name.startsWith(`run-${id}-`)));
    expect(folder).toBeDefined();
    run.child.stdin?.write("\u0003");
    expect(await run.ended).toBe(130);
    expect(run.output()).toContain("stopped by SIGINT; everything local is torn down");
    await until(() => processesOf(marker).length === 0, `the processes of ${marker} to end`);
    expect(runFolders()).not.toContain(folder);
  });

  it("removes what a killed run left, when the next one starts", async () => {
    const killed = start("abandoned", ["--serve"]);
    await until(() => killed.output().includes("export AWS_ENDPOINT_URL"), "the local accounts");
    killed.child.kill("SIGKILL");
    await killed.ended;
    const [left] = runFolders().filter((name) => name.startsWith(`run-${killed.child.pid}-`));
    expect(left).toBeDefined();
    expect(socketFolders(killed.child.pid)).toHaveLength(1);
    expect(functionsFolders(killed.child.pid)).toHaveLength(1);
    const next = start("next", ["--serve"]);
    await until(() => next.output().includes("export AWS_ENDPOINT_URL"), "the local accounts");
    expect(runFolders()).not.toContain(left);
    expect(socketFolders(killed.child.pid)).toEqual([]);
    expect(functionsFolders(killed.child.pid)).toEqual([]);
    next.child.kill("SIGTERM");
    expect(await next.ended).toBe(0);
    expect(socketFolders(next.child.pid)).toEqual([]);
    expect(functionsFolders(next.child.pid)).toEqual([]);
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
    expect(run.output()).toContain("usage: npm run rehearse -- [options]");
    expect(run.output()).toContain("npm start is short for npm run rehearse without options");
  });

  it("says what to install when Terraform is missing", async () => {
    const run = start("no-terraform", [], { TERRAFORM_BINARY_NAME: "no-such-terraform" });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(
      "no-such-terraform is not on PATH; install Terraform 1.5 or newer, or set TERRAFORM_BINARY_NAME to another binary such as tofu",
    );
  });
});
