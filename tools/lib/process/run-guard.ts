import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import {
  type GroupLeader,
  guardedProgram,
  MARK_VARIABLE,
  newMark,
  type ProcessesOfProgram,
  startOf,
} from "./guarded-processes.cjs";

const GUARD = join(__dirname, "guard.cjs");

/** A guard that has had nothing to guard for so long ends; the next program has another one. */
const IDLE_MILLISECONDS = 5_000;
/** How often a guard is replaced between two programs: what ends it again and again would do so for ever. */
const MAX_REPLACEMENTS = 3;
/** By these, some systems' Node.js finds its own libraries. */
const LOADER_VARIABLES = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

/** What a guard is told of a program. */
interface Told {
  readonly program: GroupLeader;
  readonly graceMilliseconds: number;
  /** It was asked to end. */
  readonly isInterrupted?: true;
}

/** One line of what a guard is told. */
type GuardLine =
  | Told
  | { readonly ended: string }
  | { readonly folder: string }
  | { readonly removed: string };

/**
 * The guard of this run (`guard.cjs`): one process for all programs, started before the first of them and beside it. One that was killed is
 * replaced for as long as it has something to guard.
 */
class RunGuard {
  private readonly mark = newMark();
  private readonly told = new Map<string, Told>();
  private readonly folders = new Set<string>();
  private count = 0;
  private replacements = 0;
  private guard: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;

  /** For the environment of a new program: what carries it is killed when this run is. */
  markOfNext(): string {
    this.count += 1;
    this.replacements = 0;
    if (this.guard === undefined) this.start();
    return `${this.mark}:${this.count}`;
  }

  /** Guards a process that was started with that mark, until it is {@link forget | forgotten}. */
  watch(id: number, mark: string, graceMilliseconds: number): ProcessesOfProgram {
    const start = startOf(id);
    const program: GroupLeader = { id, ...(start === undefined ? {} : { start }), mark };
    this.tell({ program, graceMilliseconds });
    return guardedProgram(program);
  }

  /** A program was asked to end: the guard does not ask again. */
  interrupted({ mark }: GroupLeader): void {
    const told = this.told.get(mark);
    if (told !== undefined) this.tell({ ...told, isInterrupted: true });
  }

  /** A program that has ended, and all of its own. */
  forget({ mark }: GroupLeader): void {
    this.told.delete(mark);
    this.write({ ended: mark });
    this.rest();
  }

  /** A folder that must not outlive this run: where programs run in it still, the guard removes it behind them. */
  watchFolder(folder: string): void {
    if (this.folders.size === 0) process.once("exit", this.removeFolders);
    this.folders.add(folder);
    this.write({ folder });
  }

  /** A folder that was removed. */
  forgetFolder(folder: string): void {
    this.folders.delete(folder);
    if (this.folders.size === 0) process.off("exit", this.removeFolders);
    this.write({ removed: folder });
  }

  private readonly removeFolders = () => {
    if (this.told.size > 0 && this.guard !== undefined) return;
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  };

  private tell(told: Told): void {
    this.told.set(told.program.mark, told);
    this.write(told);
  }

  private write(line: GuardLine): void {
    this.guard?.stdin?.write(`${JSON.stringify(line)}\n`);
  }

  /** Ends the guard here, and not in itself: it must not be on its way out while a program is started. */
  private rest(): void {
    clearTimeout(this.idle);
    if (this.told.size === 0) this.idle = setTimeout(() => this.end(), IDLE_MILLISECONDS).unref();
  }

  /** One that guards nothing. */
  private readonly end = () => {
    if (this.told.size > 0) return;
    this.guard?.kill("SIGKILL");
    this.isGone();
  };

  private isGone(): void {
    process.off("exit", this.end);
    this.guard = undefined;
  }

  private start(): void {
    let guard: ChildProcess;
    try {
      guard = spawn(process.execPath, [GUARD, this.mark], {
        stdio: ["pipe", "ignore", "ignore"],
        // Its own session: Ctrl-C reaches us alone, and we stop things in order.
        detached: true,
        // It outlives us by a moment, and needs neither our folder nor our variables.
        cwd: "/",
        env: {
          ...Object.fromEntries(LOADER_VARIABLES.map((name) => [name, process.env[name]])),
          [MARK_VARIABLE]: this.mark,
        },
      });
    } catch {
      // No memory, no processes: the program that is started next says so.
      return;
    }
    this.guard = guard;
    // It must not keep this run from ending, which is what it waits for.
    guard.unref();
    (guard.stdin as Socket | null | undefined)?.unref();
    // Its end says so already.
    guard.stdin?.on("error", () => undefined);
    process.once("exit", this.end);
    const onEnd = (killedBy: NodeJS.Signals | null) => {
      if (this.guard !== guard) return;
      this.isGone();
      this.replacements += 1;
      // One that fails by itself would do so again.
      const isReplaced = this.told.size > 0 && killedBy !== null && this.replacements <= MAX_REPLACEMENTS;
      if (isReplaced) this.start();
    };
    guard.once("exit", (_exitCode, killedBy) => onEnd(killedBy));
    guard.on("error", () => onEnd(null));
    for (const told of this.told.values()) this.write(told);
    for (const folder of this.folders) this.write({ folder });
    this.rest();
  }
}

/** That of this process. */
export const RUN_GUARD = new RunGuard();
