import type { BenchContext, MeasurementResult } from "../report/measurement";
import { figureOf, inTurns, spreadOf } from "../report/pairs";
import { isolated } from "./isolated";
import type { StreamResult } from "./stream-result";

const METHOD = `One statement whose rows have 1,000 bytes of values, streamed page by page through \`streamRows\` of the
function's core, over HTTP through the AWS SDK, under the Data API's request quotas. Every row is compared with what it has
to be. Memory is that of one process with everything in it: the client, the gateway, the database engine. It is sampled all the
time. The reference is a result of a tenth of the size, in a process of its own.`;

function requireComplete(megabytes: number, { bytes, wrongRows }: StreamResult): void {
  if (bytes === megabytes * 1_000_000 && wrongRows === 0) return;
  throw new Error(`${bytes} bytes and ${wrongRows} wrong rows came of ${megabytes} MB`);
}

/** Results of 100 MB through pages. */
export async function measureStream(context: BenchContext): Promise<MeasurementResult> {
  const { smoke, signal, say } = context;
  // One size beside itself in a smoke run: a single result goes through every path.
  const [large, small, turns] = smoke ? [2, 2, 1] : [100, 10, 5];
  const [ours, reference] = [
    { name: `${large} MB`, megabytes: large },
    { name: `${small} MB`, megabytes: small },
  ];
  const results = new Map<string, StreamResult[]>([ours, reference].map(({ name }) => [name, []]));
  const measured =
    ({ name, megabytes }: typeof ours) =>
    async () => {
      const runs = results.get(name) ?? [];
      say(`${name}, ${runs.length + 1} of ${turns}`);
      const result = await isolated("stream-result", { megabytes }, context);
      requireComplete(megabytes, result);
      runs.push(result);
      return result.peakMegabytes;
    };
  const peaks = await inTurns(
    turns,
    Object.fromEntries([ours, reference].map((size) => [size.name, measured(size)])),
    signal,
  );
  const median = (runs: readonly StreamResult[], read: (result: StreamResult) => number) =>
    spreadOf(runs.map(read)).median;
  return {
    title: "A large result",
    method: METHOD,
    figures: [
      figureOf(
        { what: "peak memory", unit: "MB", subject: ours.name, reference: reference.name },
        peaks[ours.name] ?? [],
        peaks[reference.name] ?? [],
      ),
    ],
    tables: [
      {
        title: "Medians of whole runs",
        columns: ["result", "rows", "pages", "memory before, MB", "peak memory, MB", "seconds"],
        rows: [...results].map(([name, runs]) => [
          name,
          median(runs, ({ rows }) => rows),
          median(runs, ({ pages }) => pages),
          Math.round(median(runs, ({ startMegabytes }) => startMegabytes)),
          Math.round(median(runs, ({ peakMegabytes }) => peakMegabytes)),
          Number(median(runs, ({ seconds }) => seconds).toFixed(1)),
        ]),
      },
    ],
  };
}
