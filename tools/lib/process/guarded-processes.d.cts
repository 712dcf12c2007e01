/** What TypeScript uses of `guarded-processes.cjs`, which the guard loads without a compiler. */

/** Variable with the mark of a run in the environment of its guard, and with that of a program in the program's. */
export const MARK_VARIABLE: string;

/** A program that leads a group of its own, as a guard is told of it. */
export interface GroupLeader {
  readonly id: number;
  /** When that process has started, as Linux counts; absent where nobody tells. */
  readonly start?: string;
  /** In its environment. */
  readonly mark: string;
}

/** The same, with what was found to be of it. */
export interface ProcessesOfProgram extends GroupLeader {
  readonly found: Map<number, string | undefined>;
}

/** A new mark for a run of this process. */
export function newMark(): string;

/** When a process has started, that runs or waits for its parent to ask; `undefined` where nobody tells. */
export function startOf(id: number): string | undefined;

export function guardedProgram(program: GroupLeader): ProcessesOfProgram;

/** Ends what a program that has ended has left; resolves once nothing of it runs. Never rejects. */
export function endLeft(program: ProcessesOfProgram): Promise<void>;

/**
 * Interrupts a program and, after the grace period, kills it; resolves once nothing of it runs. Never rejects. The interrupt is sent
 * before this returns.
 */
export function endProgram(program: ProcessesOfProgram, graceMilliseconds: number): Promise<void>;

/** Kills what earlier runs have left that were killed together with their guards. Does nothing where there is no `/proc`. */
export function killAbandoned(): void;

/** Whether a process lives, whoever's it is. One that has ended and whose parent never asks does not. */
export function isAlive(id: number): boolean;
