import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isolated } from "../local/isolated";
import type { BenchContext, Figure, MeasurementResult, Table } from "../report/measurement";
import { figureOf, inTurns, spreadOf } from "../report/pairs";
import type { CopyRunResult } from "./copy-run";
import { makeRowFile, type RowFileFormat } from "./row-files";

const METHOD = `One file of rows with eight columns of the usual types is loaded by \`COPY\` of the local Data API: over HTTP through the
AWS SDK, both roles and every action decided, the file out of the local bucket, values converted as Redshift does, rows into the
engine. The reference is the engine's own \`COPY … FROM '/dev/blob'\` of the same rows as CSV, which checks nothing and reads no other
format; it is the engine as its package ships it, whose file system in memory copies a table each time that it grows
(\`emulator/redshift-data/engine/start-engine.ts\` mends that for ours). Each run is a new process; time is that of the COPY, memory the most that the whole process ever had, moto not included.
Counts, sums and bounds of both tables are compared.`;

/** What Redshift's rules for values, the roles and the bucket may cost beside the engine alone. */
const GOAL = 2;

const REFERENCE = "PGlite's own COPY, CSV";

type Subject = RowFileFormat | "engine";
type Runs = Readonly<Record<Subject, CopyRunResult[]>>;

function figures({ engine, ...ours }: Runs): Figure[] {
  return Object.entries(ours).flatMap(([format, runs]) => {
    const figure = (what: string, unit: Figure["unit"], read: (run: CopyRunResult) => number) =>
      figureOf(
        { what, unit, subject: `COPY, ${format}`, reference: REFERENCE, goal: GOAL },
        runs.map(read),
        engine.map(read),
      );
    return [
      figure(`processor time, ${format}`, "ms", ({ processorMilliseconds }) => processorMilliseconds),
      figure(`time, ${format}`, "ms", ({ wallMilliseconds }) => wallMilliseconds),
      figure(`peak memory, ${format}`, "MB", (run) => run.peakMegabytes),
    ];
  });
}

function table(rows: number, runs: Runs): Table {
  const median = (own: readonly CopyRunResult[], read: (run: CopyRunResult) => number) =>
    Math.round(spreadOf(own.map(read)).median);
  return {
    title: "Medians of whole processes",
    columns: [...["COPY", "rows", "ms", "processor time, ms", "peak memory before, MB", "peak memory, MB"]],
    rows: Object.entries(runs).map(([subject, own]) => [
      ...[subject === "engine" ? REFERENCE : subject, rows],
      median(own, ({ wallMilliseconds }) => wallMilliseconds),
      median(own, ({ processorMilliseconds }) => processorMilliseconds),
      median(own, ({ startMegabytes }) => startMegabytes),
      median(own, (run) => run.peakMegabytes),
    ]),
  };
}

/** @throws Error when the tables of the runs are not the same */
function requireSameRows(rows: number, runs: Runs): void {
  const checks = new Set(Object.values(runs).flatMap((own) => own.map((run) => run.checks.join(" "))));
  const [first = ""] = checks;
  if (checks.size === 1 && first.startsWith(`${rows} `)) return;
  throw new Error(`tables of ${rows} rows differ: ${[...checks].join("; ")}`);
}

/** A million rows as CSV and as Parquet, beside the engine alone. */
export async function measureCopy(context: BenchContext): Promise<MeasurementResult> {
  const { smoke, signal, say } = context;
  const [rows, turns] = smoke ? [100, 1] : [1_000_000, 3];
  const folder = mkdtempSync(join(tmpdir(), "bench-copy-"));
  const runs: Runs = { csv: [], parquet: [], engine: [] };
  try {
    say(`files of ${rows} rows`);
    const csv = await makeRowFile(folder, "csv", rows);
    const parquet = await makeRowFile(folder, "parquet", rows);
    const measured = (subject: Subject, format: RowFileFormat, file: string) => async () => {
      const own = runs[subject];
      say(`${subject}, ${own.length + 1} of ${turns}`);
      const by = subject === "engine" ? "engine" : "data-api";
      const run = await isolated("copy-run", { by, format, file }, context);
      own.push(run);
      return run.processorMilliseconds;
    };
    await inTurns<Subject>(
      turns,
      {
        csv: measured("csv", "csv", csv),
        parquet: measured("parquet", "parquet", parquet),
        engine: measured("engine", "csv", csv),
      },
      signal,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  requireSameRows(rows, runs);
  return {
    title: "COPY of large files",
    method: METHOD,
    figures: figures(runs),
    tables: [table(rows, runs)],
  };
}
