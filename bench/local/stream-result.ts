import { systemClock } from "../../redshift-data/client/calls/clock";
import { withExecution } from "../../redshift-data/client/statement-execution";
import { streamRows } from "../../redshift-data/result/stream-rows";
import { startLocalFunction } from "./local-function";

export interface StreamOptions {
  /** Where configuration for clients is written. */
  readonly folder: string;
  /** Size of the result, MB (10^6 bytes of values). */
  readonly megabytes: number;
}

/** How a result came through the pages. */
export interface StreamResult {
  readonly rows: number;
  readonly bytes: number;
  readonly pages: number;
  /** Rows that were not the next one, or held other text. */
  readonly wrongRows: number;
  /** Memory of the whole process, local accounts and database engine included: before the statement, and at most. */
  readonly startMegabytes: number;
  readonly peakMegabytes: number;
  readonly seconds: number;
}

const TEXT_CHARACTERS = 992;
const ROW_BYTES = 1000;
/** Digits of the first column. */
const NUMBER_BASE = 10_000_000;
const TIME_MILLISECONDS = 600_000;

function textOf(number: number): string {
  return String.fromCharCode(97 + (number % 26)).repeat(TEXT_CHARACTERS);
}

/** Streams one result through the function's core and looks at every row. */
export async function streamResult(options: StreamOptions, signal: AbortSignal): Promise<StreamResult> {
  const { folder, megabytes } = options;
  const count = (megabytes * 1_000_000) / ROW_BYTES;
  const local = await startLocalFunction({ folder, signal });
  const megabytesNow = () => process.memoryUsage.rss() / 1_000_000;
  try {
    const startMegabytes = megabytesNow();
    let peakMegabytes = startMegabytes;
    const sampler = setInterval(() => {
      peakMegabytes = Math.max(peakMegabytes, megabytesNow());
    }, 10);
    const startedAt = performance.now();
    const { api, link } = local;
    const clientToken = "stream-result";
    const execution = {
      api,
      clock: systemClock,
      link,
      clientToken,
      remainingMilliseconds: TIME_MILLISECONDS,
      signal,
    };
    const read = await withExecution(execution, async (inner) => {
      const Sql = `SELECT ${NUMBER_BASE} + n, repeat(chr(97 + n % 26), ${TEXT_CHARACTERS}) FROM generate_series(1, ${count}) n`;
      const request = { ...link.settings.target, Sql, ClientToken: clientToken, WaitTimeSeconds: 30 };
      const { Id } = await inner.retrier.call("submit", (abort) => api.execute(request, abort));
      for (let status = ""; status !== "FINISHED"; ) {
        const described = await inner.retrier.call("describe", (abort) =>
          api.describe({ Id, WaitTimeSeconds: 30 }, abort),
        );
        status = described.Status ?? "";
        if (status === "FAILED" || status === "ABORTED") throw new Error(described.Error ?? status);
      }
      let [rows, bytes, pages, wrongRows] = [0, 0, 0, 0];
      for await (const batch of streamRows(inner, Id)) {
        pages += 1;
        for (const [number, text] of batch.rows) {
          rows += 1;
          bytes += String(number).length + String(text).length;
          if (number !== NUMBER_BASE + rows || text !== textOf(rows)) wrongRows += 1;
        }
      }
      return { rows, bytes, pages, wrongRows };
    }).finally(() => clearInterval(sampler));
    const seconds = (performance.now() - startedAt) / 1000;
    return { ...read, startMegabytes, peakMegabytes, seconds };
  } finally {
    await local.close();
  }
}
