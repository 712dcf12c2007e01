import type { Answer } from "../../redshift-data/statement/answers";
import { startLocalFunction } from "./local-function";
import {
  type Ask,
  type FaultyTask,
  type FaultyWork,
  type UnderFaultsOptions,
  underFaults,
} from "./under-faults";

export interface FaultRunOptions extends UnderFaultsOptions {
  readonly statements: number;
}

/** What became of the statements, and what went wrong on the way. */
export interface FaultRunResult extends FaultyWork {
  readonly statements: number;
  readonly writes: number;
  /** Writes found in the table exactly once. */
  readonly executedOnce: number;
  readonly lost: number;
  readonly executedTwice: number;
}

interface Task extends FaultyTask {
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
  const { statements } = options;
  const tasks = Array.from({ length: statements }, (_, index) => taskOf(index));
  return underFaults(options, (faults) => startLocalFunction({ ...options, faults, signal }), {
    prepare: ({ ask }) => ask(`CREATE TABLE ${TABLE} (marker numeric(12,1) NOT NULL)`),
    tasks,
    signal,
    async count(ask, work) {
      const markers = tasks.flatMap((task) => task.markers);
      const counted = await countMarkers(ask);
      const times = markers.map((marker) => counted.get(marker) ?? 0);
      return {
        statements,
        writes: markers.length,
        executedOnce: times.filter((count) => count === 1).length,
        lost: times.filter((count) => count === 0).length,
        executedTwice: times.filter((count) => count > 1).length,
        ...work,
      };
    },
  });
}

async function countMarkers(ask: Ask): Promise<ReadonlyMap<number, number>> {
  const answer = await ask(`SELECT marker, count(*) FROM ${TABLE} GROUP BY marker`);
  if (!("rows" in answer) || answer.nextToken !== undefined) throw new Error("the markers were not counted");
  return new Map((answer.rows as [string, number][]).map(([marker, count]) => [Number(marker), count]));
}
