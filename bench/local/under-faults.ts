import { randomUUID } from "node:crypto";
import { RETRYABLE_FAULTS } from "../../emulator/faults/data-api-faults";
import type { FaultPlan } from "../../emulator/faults/fault-plan";
import { SeededFaultPlan } from "../../emulator/faults/seeded-fault-plan";
import type { Answer } from "../../redshift-data/statement/answers";
import { messageOf } from "../../tools/lib/terminal/message-of";
import type { LocalFunction } from "./local-function";

export interface UnderFaultsOptions {
  /** Where configuration for clients is written. */
  readonly folder: string;
  /** Share of the Data API's requests that go wrong, 0 to 1. */
  readonly rate: number;
  readonly seed: number;
  /** Containers at work at the same time. */
  readonly concurrency: number;
}

/** What the events met on their way. */
export interface FaultyWork {
  /** Answers that were an error, as `code: message`. */
  readonly failures: readonly string[];
  /** Answers with other content than the event asks for. */
  readonly wrongAnswers: number;
  /** Data API requests that reached the local accounts, and how many of them went wrong on purpose. */
  readonly requests: number;
  readonly faults: number;
  readonly faultsByKind: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** An event and what its answer has to hold. */
export interface FaultyTask {
  readonly event: object;
  readonly isRight: (answer: Answer) => boolean;
}

/** Asks the function for one statement, without faults. */
export type Ask = (sql: string) => Promise<Answer>;

/** What happens under faults, and before and after without them. */
interface FaultyScript<Result> {
  readonly prepare: (given: { readonly local: LocalFunction; readonly ask: Ask }) => Promise<unknown>;
  readonly tasks: readonly FaultyTask[];
  readonly signal: AbortSignal;
  /** Finds out what has happened. */
  readonly count: (ask: Ask, work: FaultyWork) => Promise<Result>;
}

/**
 * Runs events through the function's own code against local accounts in which a share of the requests fails in every way a client
 * must survive.
 *
 * @param start starts the function with these faults
 */
export async function underFaults<Result>(
  { rate, seed, concurrency }: UnderFaultsOptions,
  start: (faults: FaultPlan) => Promise<LocalFunction>,
  { prepare, tasks, signal, count }: FaultyScript<Result>,
): Promise<Result> {
  const plan = new SeededFaultPlan({ seed, rate, kinds: RETRYABLE_FAULTS });
  let isFaulty = false;
  const local = await start({ next: (call) => (isFaulty ? plan.next(call) : undefined) });
  try {
    const first = local.newContainer();
    const ask: Ask = (sql) => first({ sql, format: "rows" }, local.context(randomUUID()));
    await prepare({ local, ask });
    const failures: string[] = [];
    let wrongAnswers = 0;
    let next = 0;
    isFaulty = true;
    const startedAt = performance.now();
    const container = async () => {
      const handler = local.newContainer();
      for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) {
        signal.throwIfAborted();
        try {
          const answer = await handler(task.event, local.context(randomUUID()));
          if (!task.isRight(answer)) wrongAnswers += 1;
        } catch (error) {
          failures.push(messageOf(error));
        }
      }
    };
    await Promise.all(Array.from({ length: concurrency }, container));
    const seconds = (performance.now() - startedAt) / 1000;
    isFaulty = false;
    const faultsByKind = Object.fromEntries([...plan.counts].sort(([a], [b]) => a.localeCompare(b)));
    const faults = Object.values(faultsByKind).reduce((sum, times) => sum + times, 0);
    return await count(ask, {
      ...{ failures, wrongAnswers, requests: plan.requests, faults, faultsByKind, seconds },
    });
  } finally {
    await local.close();
  }
}
