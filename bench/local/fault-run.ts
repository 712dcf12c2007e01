import { randomUUID } from "node:crypto";
import { RETRYABLE_FAULTS } from "../../emulator/faults/data-api-faults";
import type { FaultPlan } from "../../emulator/faults/fault-plan";
import { SeededFaultPlan } from "../../emulator/faults/seeded-fault-plan";
import type { Answer } from "../../redshift-data/statement/answers";
import { messageOf } from "../../tools/lib/terminal/message-of";
import { startLocalFunction } from "./local-function";

export interface FaultRunOptions {
  /** Where configuration for clients is written. */
  readonly folder: string;
  readonly statements: number;
  /** Share of the Data API's requests that go wrong, 0 to 1. */
  readonly rate: number;
  readonly seed: number;
  /** Containers at work at the same time. */
  readonly concurrency: number;
}

/** What became of the statements, and what went wrong on the way. */
export interface FaultRunResult {
  readonly statements: number;
  readonly writes: number;
  /** Writes found in the table exactly once. */
  readonly executedOnce: number;
  readonly lost: number;
  readonly executedTwice: number;
  /** Answers that were an error, as `code: message`. */
  readonly failures: readonly string[];
  /** Answers with other content than the statement has. */
  readonly wrongAnswers: number;
  /** Data API requests that reached the local accounts, and how many of them went wrong on purpose. */
  readonly requests: number;
  readonly faults: number;
  readonly faultsByKind: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** A statement and what its answer has to hold. */
interface Task {
  readonly event: object;
  readonly isRight: (answer: Answer) => boolean;
  /** Markers it writes, each of which has to be in the table once. */
  readonly markers: readonly number[];
}

const TABLE = "fault_run";

function rowsOf(answer: Answer): string {
  return JSON.stringify("rows" in answer ? answer.rows : undefined);
}

/** Of ten statements six write: inserts alone, in a batch of either mode, and reads of three shapes. */
function taskOf(index: number): Task {
  const insert = (marker: number) => `INSERT INTO ${TABLE} VALUES (${marker})`;
  const finished = (answer: Answer) => answer.status === "FINISHED";
  switch (index % 10) {
    case 0:
      return {
        event: {
          sql: "SELECT :n::int AS n, external_id FROM orders WHERE id = :id",
          parameters: { n: index, id: 1 + (index % 5000) },
          format: "rows",
        },
        markers: [],
        isRight: (answer) =>
          rowsOf(answer) ===
          JSON.stringify([[index, String(9007199254740992n + BigInt(1 + (index % 5000)))]]),
      };
    case 3:
      return {
        event: { sql: `SELECT n, 'row ' || n AS text FROM generate_series(1, 2500) n`, format: "rows" },
        markers: [],
        isRight: (answer) =>
          "rows" in answer &&
          answer.rows?.length === 2500 &&
          answer.rows.every(
            (row, at) => Array.isArray(row) && row[0] === at + 1 && row[1] === `row ${at + 1}`,
          ),
      };
    case 5:
      return {
        event: { sql: `SELECT ${index} AS n, 'a,b' AS text`, format: "csv" },
        markers: [],
        isRight: (answer) => "csv" in answer && answer.csv?.endsWith(`${index},"a,b"\r\n`) === true,
      };
    case 7:
      return {
        event: {
          sqls: [insert(index), insert(index + 0.5), `SELECT ${index} AS n`],
          mode: index % 20 === 7 ? "transaction" : "autoCommit",
          format: "rows",
        },
        markers: [index, index + 0.5],
        isRight: (answer) =>
          "statements" in answer &&
          answer.statements.length === 3 &&
          JSON.stringify((answer.statements[2] as { rows?: unknown }).rows) === JSON.stringify([[index]]),
      };
    case 9:
      return {
        event: { sql: `SELECT pg_sleep(0.2), ${index} AS n`, format: "rows" },
        markers: [],
        isRight: finished,
      };
    default:
      return { event: { sql: insert(index) }, markers: [index], isRight: finished };
  }
}

/**
 * Runs statements through the function's own code against local accounts in which a share of the requests fails in
 * every way a client must survive, then counts in the table what was executed.
 */
export async function faultRun(options: FaultRunOptions, signal: AbortSignal): Promise<FaultRunResult> {
  const { folder, statements, rate, seed, concurrency } = options;
  const plan = new SeededFaultPlan({ seed, rate, kinds: RETRYABLE_FAULTS });
  let isFaulty = false;
  const faults: FaultPlan = { next: (call) => (isFaulty ? plan.next(call) : undefined) };
  const local = await startLocalFunction({ folder, faults, signal });
  try {
    const first = local.newContainer();
    const ask = (sql: string) => first({ sql, format: "rows" }, local.context(randomUUID()));
    await ask(`CREATE TABLE ${TABLE} (marker numeric(12,1) NOT NULL)`);
    const tasks = Array.from({ length: statements }, (_, index) => taskOf(index));
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
    const markers = tasks.flatMap((task) => task.markers);
    const counted = await countMarkers(ask);
    const times = markers.map((marker) => counted.get(marker) ?? 0);
    const faultsByKind = Object.fromEntries([...plan.counts].sort(([a], [b]) => a.localeCompare(b)));
    return {
      statements,
      writes: markers.length,
      executedOnce: times.filter((count) => count === 1).length,
      lost: times.filter((count) => count === 0).length,
      executedTwice: times.filter((count) => count > 1).length,
      failures,
      wrongAnswers,
      requests: plan.requests,
      faults: Object.values(faultsByKind).reduce((sum, count) => sum + count, 0),
      faultsByKind,
      seconds,
    };
  } finally {
    await local.close();
  }
}

async function countMarkers(ask: (sql: string) => Promise<Answer>): Promise<ReadonlyMap<number, number>> {
  const answer = await ask(`SELECT marker, count(*) FROM ${TABLE} GROUP BY marker`);
  if (!("rows" in answer) || answer.nextToken !== undefined) throw new Error("the markers were not counted");
  return new Map((answer.rows as [string, number][]).map(([marker, count]) => [Number(marker), count]));
}
