import type { FaultRunResult } from "./local/fault-run";
import { isolated } from "./local/isolated";
import type { BenchContext, MeasurementResult, Table } from "./measurement";
import { figureOf } from "./pairs";

const RATE = 0.1;
const SEED = 2026;
const CONCURRENCY = 16;

const METHOD = `The function's own code, over HTTP through the AWS SDK, against the local accounts, with the Data API's
request quotas in force; several containers at once. The statements are inserts of a unique marker into a table without
any unique constraint (alone, and in batches of both modes), reads of exact values, results of several pages, CSV, and
sleeping ones. A seeded share of the Data API's requests goes wrong in every retryable way, before or after it did its work;
credentials expire and are revoked; connections die without a word (given up after 2.5 s here instead of the function's
35 s). Afterwards the markers in the table are counted. The reference is the same run without faults.`;

function outcomes(runs: Readonly<Record<string, FaultRunResult>>): Table {
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
    rows: Object.entries(runs).map(([run, result]) => [
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
function demandExactlyOnce({ writes, executedOnce, failures, wrongAnswers }: FaultRunResult): void {
  if (executedOnce === writes && failures.length === 0 && wrongAnswers === 0) return;
  throw new Error(
    `${executedOnce} of ${writes} writes executed once, ${wrongAnswers} wrong answers, ${failures.length} failures: ${failures[0] ?? ""}`,
  );
}

/** 2,000 statements under faults, and without. */
export async function measureFaults({ smoke, signal, say }: BenchContext): Promise<MeasurementResult> {
  const options = { statements: smoke ? 40 : 2000, seed: SEED, concurrency: CONCURRENCY };
  say(`${options.statements} statements with ${RATE * 100} % faults`);
  const faulty = await isolated("fault-run", { ...options, rate: RATE }, signal);
  say(`${options.statements} statements without faults`);
  const smooth = await isolated("fault-run", { ...options, rate: 0 }, signal);
  for (const run of [faulty, smooth]) demandExactlyOnce(run);
  return {
    title: "Faults",
    method: METHOD,
    figures: [
      figureOf(
        { what: "time of the run", unit: "s", subject: "with faults", reference: "without faults" },
        [faulty.seconds],
        [smooth.seconds],
      ),
    ],
    tables: [
      outcomes({ "with faults": faulty, "without faults": smooth }),
      {
        title: "Faults by kind",
        columns: ["kind", "times"],
        rows: Object.entries(faulty.faultsByKind),
      },
    ],
  };
}
