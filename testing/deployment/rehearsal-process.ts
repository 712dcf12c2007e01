import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { REHEARSAL_FOLDER } from "../../rehearsal/run-folder";
import { asNpmStarts } from "../processes/command";
import { ROOT } from "./checkout";

/** `npm start` or `npm run rehearse` as a process of its own. */
export interface RehearsalProcess {
  readonly child: ChildProcess;
  /** All it has printed so far. */
  readonly output: () => string;
  /** Resolves to its exit code. */
  readonly ended: Promise<number | null>;
}

/** What a user runs finds the programs of the user, not those that spare the tests something. */
const asForUsers = (marker: string): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: process.env.TEST_USERS_PATH ?? process.env.PATH,
  REHEARSAL_TEST_MARKER: marker,
});

const COMMAND = [process.execPath, ...asNpmStarts("rehearsal/rehearse.ts")] as const;

function watch(child: ChildProcess): RehearsalProcess {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", resolve);
  });
  return { child, output: () => text, ended };
}

/** @param marker put into the environment of everything it starts, to recognise what it left behind */
export function startRehearsal(
  marker: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): RehearsalProcess {
  const [program, ...first] = COMMAND;
  const child = spawn(program, [...first, ...args], {
    cwd: ROOT,
    env: { ...asForUsers(marker), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return watch(child);
}

/** `npm start` itself. */
export function startThroughNpm(marker: string): RehearsalProcess {
  const child = spawn("npm", ["start"], {
    cwd: ROOT,
    env: asForUsers(marker),
    stdio: ["ignore", "pipe", "pipe"],
  });
  return watch(child);
}

/** The same on a terminal, whose keys are written to `child.stdin`. Needs the program `script`. */
export function startRehearsalOnTerminal(marker: string): RehearsalProcess {
  const { CI: _, ...env } = asForUsers(marker);
  const child = spawn(
    "script",
    ["--quiet", "--flush", "--return", "--command", COMMAND.join(" "), "/dev/null"],
    {
      cwd: ROOT,
      env,
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  return watch(child);
}

/** Waits for a condition; the deadline only ends a test that hangs. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 300_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`gave up waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Running processes whose environment carries the marker. */
export function processesOf(marker: string): string[] {
  const listed = execFileSync("ps", ["axeww", "-o", "pid=,command="], { encoding: "utf8" });
  return listed.split("\n").filter((line) => line.includes(`REHEARSAL_TEST_MARKER=${marker}`));
}

/** Names of the folders that one rehearsal has made and not removed. */
export interface RunFolders {
  readonly runs: readonly string[];
  readonly sockets: readonly string[];
  /** Where functions are unpacked. */
  readonly functions: readonly string[];
  /** Where Terraform finds the providers that are kept for it. */
  readonly providers: readonly string[];
}

export const NO_FOLDERS: RunFolders = { runs: [], sockets: [], functions: [], providers: [] };

/** @param processId of the rehearsal itself, by which its folders are named */
export function foldersOf(processId: number | undefined): RunFolders {
  const named = (folder: string, prefix: string) =>
    readdirSync(folder).filter((name) => name.startsWith(`${prefix}-${processId}-`));
  return {
    runs: named(REHEARSAL_FOLDER, "run"),
    sockets: named(tmpdir(), "rehearsal"),
    functions: named(tmpdir(), "rehearsal-functions"),
    providers: named(tmpdir(), "providers"),
  };
}

/** The variables that `--serve` tells a shell to export. */
export function exportedBy(output: string): Record<string, string> {
  return Object.fromEntries(
    [...output.matchAll(/^export (\w+)='((?:[^']|'\\'')*)'$/gm)].map(([, name = "", value = ""]) => [
      name,
      value.replaceAll(String.raw`'\''`, "'"),
    ]),
  );
}
