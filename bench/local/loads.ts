import type { BenchContext, MeasurementResult, Table } from "../report/measurement";
import { figureOf, inTurns } from "../report/pairs";
import { faultsByKind } from "./faults";
import { isolated } from "./isolated";
import type { LoadRunResult } from "./load-run";

const RATE = 0.1;
const FIRST_SEED = 2026;
const CONCURRENCY = 12;

const METHOD = `Each file is loaded by one \`copy\` event of the function's own code, over HTTP through the AWS SDK, against the
local accounts: copy role and bucket role decide every hop, the file comes out of the local bucket. CSV and JSON with quotes, line
ends and other letters in them, alone, and behind a DELETE in batches of both modes; several containers at once; the faults are
those of the statements above, by a seed of each pair's own. Afterwards the table is compared with the files row by row, and
\`sys_load_history\`, \`sys_load_detail\`, \`stl_load_commits\` and \`sys_load_error_detail\` with what was loaded. The reference is the
same run without faults.`;

type Run = "with faults" | "without faults";

function outcomes(runs: readonly (readonly [Run, LoadRunResult])[]): Table {
  return {
    title: "What became of the files",
    columns: [
      ...["run", "files", "requests", "faults", "loaded once", "lost", "loaded otherwise", "told once"],
      ...["failed", "wrong answers", "seconds"],
    ],
    rows: runs.map(([run, result]) => [
      ...[run, result.loads, result.requests, result.faults, result.loadedOnce, result.lost],
      ...[result.loadedOtherwise, result.toldOnce, result.failures.length, result.wrongAnswers],
      Number(result.seconds.toFixed(1)),
    ]),
  };
}

/** @throws Error when a file is not in the table once, row by row, or told or answered otherwise */
function requireExactlyOnce(result: LoadRunResult): void {
  const { loads, loadedOnce, toldOnce, strangeRows, failures, wrongAnswers } = result;
  if (loadedOnce === loads && toldOnce === loads && strangeRows + failures.length + wrongAnswers === 0)
    return;
  throw new Error(
    `of ${loads} files ${loadedOnce} are loaded once and ${toldOnce} told once, ${strangeRows} strange rows, ${wrongAnswers} wrong answers, ${failures.length} failures: ${failures[0] ?? ""}`,
  );
}

/** 200 files under faults, and without, in turns. */
export async function measureLoads(context: BenchContext): Promise<MeasurementResult> {
  const { smoke, signal, say } = context;
  const [loads, turns] = smoke ? [8, 1] : [200, 3];
  // The faults beside themselves in a smoke run: a single run goes through every path.
  const reference: Run = smoke ? "with faults" : "without faults";
  const results: Record<Run, LoadRunResult[]> = { "with faults": [], "without faults": [] };
  const measured = (name: Run) => async () => {
    const runs = results[name];
    say(`${loads} files ${name}, ${runs.length + 1} of ${turns}`);
    const options = { loads, seed: FIRST_SEED + runs.length, concurrency: CONCURRENCY };
    const run = await isolated("load-run", { ...options, rate: name === "with faults" ? RATE : 0 }, context);
    requireExactlyOnce(run);
    runs.push(run);
    return run.seconds;
  };
  const seconds = await inTurns<string>(
    turns,
    Object.fromEntries(["with faults" as const, reference].map((name) => [name, measured(name)])),
    signal,
  );
  return {
    title: "Loads under faults",
    method: METHOD,
    figures: [
      figureOf(
        { what: "time of the run", unit: "s", subject: "with faults", reference: "without faults" },
        seconds["with faults"] ?? [],
        seconds[reference] ?? [],
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
