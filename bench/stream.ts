import { isolated } from "./local/isolated";
import type { StreamResult } from "./local/stream-result";
import type { BenchContext, MeasurementResult } from "./measurement";
import { figureOf } from "./pairs";

const METHOD = `One statement whose rows have 1,000 bytes of values, streamed page by page through \`streamRows\` of the
function's core, over HTTP through the AWS SDK, under the Data API's request quotas. Every row is compared with what it has
to be. Memory is that of one process with everything in it: the client, the gateway, the database engine. It is sampled all the
time. The reference is a result of a tenth of the size, in a process of its own.`;

function demandComplete(megabytes: number, { bytes, wrongRows }: StreamResult): void {
  if (bytes === megabytes * 1_000_000 && wrongRows === 0) return;
  throw new Error(`${bytes} bytes and ${wrongRows} wrong rows came of ${megabytes} MB`);
}

/** A result of 100 MB through pages. */
export async function measureStream({ smoke, signal, say }: BenchContext): Promise<MeasurementResult> {
  const large = smoke ? 2 : 100;
  const sizes = [large, large / 10];
  const results: StreamResult[] = [];
  for (const megabytes of sizes) {
    say(`${megabytes} MB`);
    const result = await isolated("stream-result", { megabytes }, signal);
    demandComplete(megabytes, result);
    results.push(result);
  }
  const peaks = results.map(({ peakMegabytes }) => [peakMegabytes]);
  return {
    title: "A large result",
    method: METHOD,
    figures: [
      figureOf(
        { what: "peak memory", unit: "MB", subject: `${large} MB`, reference: `${large / 10} MB` },
        peaks[0] ?? [],
        peaks[1] ?? [],
      ),
    ],
    tables: [
      {
        title: "Runs",
        columns: ["result, MB", "rows", "pages", "memory before, MB", "peak memory, MB", "seconds"],
        rows: results.map((result, index) => [
          sizes[index] ?? 0,
          result.rows,
          result.pages,
          Math.round(result.startMegabytes),
          Math.round(result.peakMegabytes),
          Number(result.seconds.toFixed(1)),
        ]),
      },
    ],
  };
}
