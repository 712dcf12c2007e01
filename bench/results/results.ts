import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { bundleOptions } from "../../constructs/bundle-options";
import { SDK_SUBSTITUTES } from "../../redshift-data/client/sdk/sdk-substitutes";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import type { BenchContext, Figure, MeasurementResult, Table } from "../report/measurement";
import { figureOf, inTurns, spreadOf } from "../report/pairs";
import type { ReadCost, Reader } from "./read-result";
import { ROWS_PER_PAGE, writeResultPages } from "./result-pages";

const ROWS = 1_000_000;

const METHOD = `A result of mixed columns (BIGINT, DECIMAL, VARCHAR with quotes and umlauts, TIMESTAMP, BOOLEAN, FLOAT8, half a
column NULL), read by the function's own core as it is deployed (same bundler, same options), each time in a new process. The
pages were made before the clock starts and come through the AWS SDK from a transport without a network: no gateway and no
database is in the process. The limit is what no client can beat: \`JSON.parse\` of the same records, and udsv, a CSV parser made
for speed, over the same text. Time is that of the whole result, memory the peak of the process.`;

const NAMES = {
  stream: "streamRows",
  answers: "answers of the function",
  "JSON.parse": "JSON.parse",
  "csv answers": "answers of the function, CSV",
  "csv parser": "CSV parser",
} as const satisfies Record<Reader, string>;

const READERS = Object.keys(NAMES) as Reader[];

type Costs = Readonly<Record<Reader, readonly ReadCost[]>>;

async function measureAll(pages: number, turns: number, signal: AbortSignal): Promise<Costs> {
  const folder = mkdtempSync(join(tmpdir(), "bench-results-"));
  const program = join(folder, "read-result.cjs");
  const costs = Object.fromEntries(READERS.map((reader) => [reader, [] as ReadCost[]])) as Record<
    Reader,
    ReadCost[]
  >;
  const measured = (reader: Reader) => async () => {
    const args = ["--no-warnings", program, folder, reader, String(pages)];
    const { exitCode, stdout, stderr } = await runGuarded(process.execPath, args, { signal });
    if (exitCode !== 0) throw new Error(`${reader} ended with ${exitCode}: ${stderr.trim()}`);
    const cost: ReadCost = JSON.parse(stdout);
    costs[reader].push(cost);
    return cost.milliseconds;
  };
  try {
    writeResultPages(folder);
    buildSync({
      ...bundleOptions({ entryFile: "bench/results/read-result.ts", sdkSubstitutes: SDK_SUBSTITUTES }),
      outfile: program,
    });
    await inTurns(turns, Object.fromEntries(READERS.map((reader) => [reader, measured(reader)])), signal);
    return costs;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(costs: Costs): Figure[] {
  const beside = (subject: Reader, reference: Reader): Figure[] => {
    const names = { subject: NAMES[subject], reference: NAMES[reference] };
    const values = (reader: Reader, read: (cost: ReadCost) => number) => costs[reader].map(read);
    const seconds = ({ milliseconds }: ReadCost) => milliseconds / 1000;
    const peak = ({ peakMegabytes }: ReadCost) => peakMegabytes;
    return [
      figureOf(
        { what: "time of the result", unit: "s", ...names },
        values(subject, seconds),
        values(reference, seconds),
      ),
      figureOf({ what: "peak memory", unit: "MB", ...names }, values(subject, peak), values(reference, peak)),
    ];
  };
  return [
    ...beside("stream", "JSON.parse"),
    ...beside("answers", "JSON.parse"),
    ...beside("csv answers", "csv parser"),
  ];
}

function table(costs: Costs): Table {
  const median = (reader: Reader, read: (cost: ReadCost) => number) =>
    Math.round(spreadOf(costs[reader].map(read)).median);
  return {
    title: "Medians of whole processes",
    columns: ["reader", "rows", "rows/s", "memory before, MB", "peak memory, MB"],
    rows: READERS.map((reader) => [
      NAMES[reader],
      median(reader, ({ rows }) => rows),
      median(reader, ({ rows, milliseconds }) => rows / (milliseconds / 1000)),
      median(reader, ({ startMegabytes }) => startMegabytes),
      median(reader, ({ peakMegabytes }) => peakMegabytes),
    ]),
  };
}

/** A million rows through the function's core, as pages of JSON and of CSV, beside parsing the same bytes. */
export async function measureResults({ smoke, signal, say }: BenchContext): Promise<MeasurementResult> {
  const [pages, turns] = smoke ? [2, 1] : [ROWS / ROWS_PER_PAGE, 5];
  say(`${turns} turns of ${pages * ROWS_PER_PAGE} rows`);
  const costs = await measureAll(pages, turns, signal);
  return {
    title: "Results",
    method: METHOD,
    figures: figures(costs),
    tables: [table(costs)],
    remarks: [
      "Mended: the SDK walks through every cell of a page by its schema, which took most of the time of a result. The function takes the records out of the body itself, which it read before only to keep BIGINT exact, and leaves the rest to the SDK.",
      "What remains above the limit: a cell becomes a value, the text is searched for numbers that JavaScript would round, and an answer counts the bytes of each row so that it ends at a whole one within Lambda's response. CSV is not parsed: the function only finds the ends of rows, and JSON wraps the text on its way in; the parser is given the bare text. A page that an answer ends in is fetched again for the next answer.",
    ],
  };
}
