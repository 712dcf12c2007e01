import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { MOTO_REQUIREMENT, MOTO_VARIABLES, motoAnswers, motoArguments } from "../emulator/moto/moto-server";
import { findProgram } from "../tools/lib/process/find-program";
import {
  type GuardedProgram,
  type ProgramResult,
  runGuarded,
  startGuarded,
} from "../tools/lib/process/run-guarded";
import { ToolError } from "../tools/lib/terminal/tool-error";
import { createMotoSocketFolder } from "./moto-socket-folder";
import { localEnvironment } from "./terraform-environment";

const READY_TIMEOUT_MILLISECONDS = 60_000;
const READY_POLL_MILLISECONDS = 50;

/** Enough of what pip says last for its reason, which stands before its advice. */
const SHOWN_LINES = 10;

const INSTALL_ADVICE = `install it with: pip install '${MOTO_REQUIREMENT}' (Python 3.9 or newer), or install uv`;

/** A program and its first arguments that start `moto_server`. */
type MotoCommand = readonly [program: string, ...args: string[]];

async function virtualEnvironment(folder: string, signal: AbortSignal): Promise<MotoCommand> {
  const program = join(folder, "bin", "moto_server");
  if (existsSync(program)) return [program];
  const python = findProgram("python3");
  if (python === undefined) {
    throw new ToolError("MOTO_MISSING", `moto_server, uvx and python3 are not on PATH; ${INSTALL_ADVICE}`);
  }
  for (const [command, ...args] of [
    [python, "-m", "venv", folder],
    [join(folder, "bin", "pip"), "install", "--quiet", MOTO_REQUIREMENT],
  ] as [string, ...string[]][]) {
    const result = await runGuarded(command, args, { signal });
    if (result.exitCode !== 0) {
      throw new ToolError(
        "MOTO_MISSING",
        `moto_server is not on PATH and could not be set up; ${INSTALL_ADVICE}\n${lastLines(result)}`,
      );
    }
  }
  return [program];
}

/** What a program said last. An address of a package index may hold a password. */
function lastLines({ stdout, stderr }: ProgramResult): string {
  const said = stderr.trim() === "" ? stdout : stderr;
  const lines = said.trim().split("\n").slice(-SHOWN_LINES);
  return lines.map((line) => line.replace(/:\/\/[^/\s]*@/g, "://")).join("\n");
}

/**
 * How to start moto: `moto_server` from PATH, else through `uvx`, else from a virtual environment made once.
 *
 * @param environmentFolder where the virtual environment is kept
 */
export async function findMoto(environmentFolder: string, signal: AbortSignal): Promise<MotoCommand> {
  const installed = findProgram("moto_server");
  if (installed !== undefined) return [installed];
  const uvx = findProgram("uvx");
  if (uvx !== undefined) return [uvx, "--quiet", "--from", MOTO_REQUIREMENT, "moto_server"];
  return virtualEnvironment(environmentFolder, signal);
}

/** The Python beside a program of moto, which has boto3: moto needs it. There may be none. */
export function pythonOf([program]: MotoCommand): string {
  return join(dirname(realpathSync(program)), "python3");
}

/** Moto answering on a Unix socket. */
export interface Moto {
  readonly socket: string;
  /** Ends moto and removes its socket. */
  stop(): Promise<void>;
}

async function untilReady(socket: string, program: GuardedProgram, signal: AbortSignal): Promise<void> {
  let stderr = "";
  let exited = false;
  program.process.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-2000);
  });
  program.process.stdout?.resume();
  program.process.once("error", ({ message }) => {
    stderr = message;
  });
  program.process.once("close", () => {
    exited = true;
  });
  const deadline = Date.now() + READY_TIMEOUT_MILLISECONDS;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    if (exited) throw new ToolError("MOTO_FAILED", `moto_server stopped while starting:\n${stderr.trim()}`);
    if (await motoAnswers(socket)) return;
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MILLISECONDS));
  }
  throw new ToolError(
    "MOTO_FAILED",
    `moto_server did not answer at ${socket} within 60 s; ${INSTALL_ADVICE}`,
  );
}

/** Starts moto on a Unix socket that only this user reaches, and waits until it answers. It dies with this process. */
export async function startMoto(command: MotoCommand, signal: AbortSignal): Promise<Moto> {
  const { socket, remove } = createMotoSocketFolder();
  const [program, ...args] = command;
  const moto = startGuarded(program, [...args, ...motoArguments(socket)], {
    env: localEnvironment(MOTO_VARIABLES),
    signal,
    graceMilliseconds: 1000,
  });
  const stop = async () => {
    await moto.stop();
    remove();
  };
  try {
    await untilReady(socket, moto, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { socket, stop };
}
