import type { BenchContext, MeasurementResult, Table } from "../report/measurement";
import { figureOf, inTurns } from "../report/pairs";
import type { FaultRunResult } from "./fault-run";
import { isolated } from "./isolated";

const RATE = 0.1;
const FIRST_SEED = 2026;
const CONCURRENCY = 16;

const METHOD = `The function's own code, over HTTP through the AWS SDK, against the local accounts, with the Data API's
request quotas in force; several containers at once. The statements are inserts of a unique marker into a table without
any unique constraint (alone, and in batches of both modes), reads of exact values, results of several pages, CSV, and
sleeping ones. A seeded share of the Data API's requests goes wrong in every retryable way, before or after it did its work;
credentials expire and are revoked; connections die without a word (given up after 2.5 s here instead of the function's
35 s). Afterwards the markers in the table are counted. The reference is the same run without faults. The faults of every
pair have a seed of their own.`;

type Run = "with faults" | "without faults";

function outcomes(runs: readonly (readonly [Run, FaultRunResult])[]): Table {
  return {
    title: "What became of the statements",
    columns: [
      "run",
      "statements",
      "requests",
      "faults",
      "writes",
      "executed once",
      "lost",
      "executed twice",
      "failed",
      "wrong answers",
      "seconds",
    ],
    rows: runs.map(([run, result]) => [
      run,
      result.statements,
      result.requests,
      result.faults,
      result.writes,
      result.executedOnce,
      result.lost,
      result.executedTwice,
      result.failures.length,
      result.wrongAnswers,
      Number(result.seconds.toFixed(1)),
    ]),
  };
}

/** @throws Error when a statement was lost, executed twice, failed or answered wrongly */
function requireExactlyOnce({ writes, executedOnce, failures, wrongAnswers }: FaultRunResult): void {
  if (executedOnce === writes && failures.length === 0 && wrongAnswers === 0) return;
  throw new Error(
    `${executedOnce} of ${writes} writes executed once, ${wrongAnswers} wrong answers, ${failures.length} failures: ${failures[0] ?? ""}`,
  );
}

/** How often what went wrong. */
export function faultsByKind(runs: readonly Pick<FaultRunResult, "faultsByKind">[]): Table {
  const kinds = [...new Set(runs.flatMap((run) => Object.keys(run.faultsByKind)))].sort();
  return {
    title: "Faults by kind, of all runs",
    columns: ["kind", "times"],
    rows: kinds.map((kind) => [kind, runs.reduce((sum, run) => sum + (run.faultsByKind[kind] ?? 0), 0)]),
  };
}

/** 2,000 statements under faults, and without, in turns. */
export async function measureFaults(context: BenchContext): Promise<MeasurementResult> {
  const { smoke, signal, say } = context;
  const [statements, turns] = smoke ? [10, 1] : [2000, 3];
  // The faults beside themselves in a smoke run: a single run goes through every path.
  const reference: Run = smoke ? "with faults" : "without faults";
  const results: Record<Run, FaultRunResult[]> = { "with faults": [], "without faults": [] };
  const measured = (name: Run) => async () => {
    const runs = results[name];
    say(`${statements} statements ${name}, ${runs.length + 1} of ${turns}`);
    const options = { statements, seed: FIRST_SEED + runs.length, concurrency: CONCURRENCY };
    const run = await isolated("fault-run", { ...options, rate: name === "with faults" ? RATE : 0 }, context);
    requireExactlyOnce(run);
    runs.push(run);
    return run.seconds;
  };
  const seconds = await inTurns<Run>(
    turns,
    { "with faults": measured("with faults"), [reference]: measured(reference) } as Record<
      Run,
      () => Promise<number>
    >,
    signal,
  );
  return {
    title: "Faults",
    method: METHOD,
    figures: [
      figureOf(
        { what: "time of the run", unit: "s", subject: "with faults", reference: "without faults" },
        seconds["with faults"],
        seconds[reference],
      ),
    ],
    tables: [
      outcomes(
        (["with faults", "without faults"] as const).flatMap((name) =>
          results[name].map((run) => [name, run] as const),
        ),
      ),
      faultsByKind(results["with faults"]),
    ],
  };
}
