/** What TypeScript uses of `guarded-processes.cjs`, which the guard loads without a compiler. */

/** Variable with the mark of a guard in its environment, and in that of what it starts. */
export const MARK_VARIABLE: string;

/** A new mark for a guard of this process. */
export function newMark(): string;

/** Kills what a guard that has ended may have left; resolves once nothing of it runs. Never rejects. */
export function killOrphans(guardId: number, mark: string, wasKilled: boolean): Promise<void>;

/** Kills what earlier runs have left that were killed together with their guards. Does nothing where there is no `/proc`. */
export function killAbandoned(): void;

/** Whether a process lives, whoever's it is. One that has ended and whose parent never asks does not. */
export function isAlive(id: number): boolean;
