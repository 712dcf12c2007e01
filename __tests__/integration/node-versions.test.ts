import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { localEnvironment } from "../../rehearsal/terraform-environment";
import { checkout, ROOT } from "../../testing/deployment/checkout";
import { exportedBy, until } from "../../testing/deployment/rehearsal-process";
import { describeWith, MAY_SKIP, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { nodeBinaries } from "../../testing/node-versions/node-binaries";
import { asNpmStarts } from "../../testing/processes/command";
import { type ProgramResult, runGuarded, startGuarded } from "../../tools/lib/process/run-guarded";
import { throwAwayEnvironment } from "../../tools/lib/terraform/throw-away-folder";

const { WORKER_OPTIONS } = require("../../testing/jest/worker-options.js");

const CDKTF = join(ROOT, "node_modules/cdktf-cli/bundle/bin/cdktf");
const JEST = join(ROOT, "node_modules/jest/bin/jest.js");

/** Two thousand unit tests one after the other, beside all that the gate does. */
const TIME_LIMIT_MILLISECONDS = 1_800_000;

/** Everything below a folder: path in it → SHA-256. */
function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(folder.length + 1),
      createHash("sha256").update(readFileSync(file)).digest("hex"),
    ]),
  );
}

/** What a program said, when it failed. */
function failureOf({ exitCode, stdout, stderr }: ProgramResult): string | undefined {
  return exitCode === 0 ? undefined : stripVTControlCharacters(`${stdout}\n${stderr}`);
}

/** One Node.js with a checkout of its own: it is what is started, and what those find that ask for `node`. */
class Trial {
  private readonly project: string;
  private readonly env: NodeJS.ProcessEnv;

  constructor(
    private readonly node: string,
    folder: string,
  ) {
    this.project = checkout(folder);
    const path = [dirname(node), process.env.PATH].join(delimiter);
    this.env = { ...process.env, PATH: path, CI: "true", CHECKPOINT_DISABLE: "1" };
  }

  async version(): Promise<string> {
    const { stdout } = await runGuarded("node", ["--version"], { env: this.env });
    return stdout.trim();
  }

  /**
   * What failed of the unit tests, and of how functions run, which is Node.js' own affair.
   *
   * @param shard which part of them, in Jest's words: `1/2`
   */
  async failedTests(shard: string): Promise<readonly string[]> {
    const { TEST_COMPILED_FOLDER: compiled } = process.env;
    const cache = compiled === undefined ? [] : [`--cacheDirectory=${compiled}`];
    const failures = [];
    for (const selected of [["unit"], ["proof", "--testPathPatterns", "emulator/lambda/runtime"]]) {
      const options = ["--selectProjects", ...selected, "--maxWorkers=1", `--shard=${shard}`, ...cache];
      const args = [...WORKER_OPTIONS, JEST, ...options];
      failures.push(failureOf(await runGuarded(this.node, args, { cwd: ROOT, env: this.env })) ?? []);
    }
    return failures.flat();
  }

  /** What `cdktf synth` writes, or what it said instead. */
  async synthesized(): Promise<Readonly<Record<string, string>> | string> {
    const result = await this.cdktf(this.env, "synth");
    return failureOf(result) ?? filesOf(join(this.project, "cdktf.out/stacks"));
  }

  /** What `cdktf diff` says of what was synthesized, against local accounts that this Node.js serves as well. */
  async plan(): Promise<string> {
    const accounts = startGuarded(this.node, [...asNpmStarts("rehearsal/rehearse.ts"), "--serve"], {
      cwd: ROOT,
      env: this.env,
    });
    let output = "";
    for (const stream of [accounts.process.stdout, accounts.process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    try {
      const isOver = () => output.includes("Ctrl-C ends") || accounts.process.exitCode !== null;
      await until(isOver, "the local accounts");
      const env = throwAwayEnvironment(localEnvironment(exportedBy(output), this.env));
      const result = await this.cdktf(env, "diff", "analytics", "--skip-synth", "--skip-provider-lock");
      return failureOf(result) ?? stripVTControlCharacters(result.stdout);
    } finally {
      await accounts.stop();
    }
  }

  private cdktf(env: NodeJS.ProcessEnv, ...args: string[]): Promise<ProgramResult> {
    return runGuarded(this.node, [CDKTF, ...args], { cwd: this.project, env });
  }
}

const available = nodeBinaries();
const NAME = "on every supported Node.js";
const describeAvailable =
  available.binaries === undefined && MAY_SKIP
    ? (body: () => void) => describe.skip(`${NAME} (skipped: ${available.reason})`, body)
    : (body: () => void) => describeWith(REHEARSAL_PROGRAMS, NAME, body);

describeAvailable(() => {
  const folder = temporaryFolder();

  it(
    "cdktf synthesizes the same bytes and plans, the local accounts serve, and each unit test passes on one of them",
    async () => {
      if (available.binaries === undefined) throw new Error(available.reason);
      const here = await new Trial(process.execPath, join(folder, "here")).synthesized();
      const outcomes = available.binaries.map(async ({ release, file }, index, { length }) => {
        const trial = new Trial(file, join(folder, release));
        const version = await trial.version();
        const synthesized = await trial.synthesized();
        const plan = /Plan: .*/.exec(await trial.plan())?.[0];
        // All of them on each would be as much as the whole unit project twice more; `check.yml` runs the gate on each.
        const failedTests = await trial.failedTests(`${index + 1}/${length}`);
        return { version, synthesized, plan, failedTests };
      });
      expect(await Promise.all(outcomes)).toEqual(
        available.binaries.map(({ release }) => ({
          version: `v${release}`,
          synthesized: here,
          plan: "Plan: 11 to add, 0 to change, 0 to destroy.",
          failedTests: [],
        })),
      );
    },
    TIME_LIMIT_MILLISECONDS,
  );
});
