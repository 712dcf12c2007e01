import { inferSchema, initParser } from "udsv";
import { peakMemoryBytes } from "../../emulator/lambda/runtime/peak-memory";
import { systemClock } from "../../redshift-data/client/calls/clock";
import { createUsage } from "../../redshift-data/client/calls/usage";
import { connectDataApi } from "../../redshift-data/client/sdk/sdk-clients";
import { type StatementExecution, withExecution } from "../../redshift-data/client/statement-execution";
import { fetchResult } from "../../redshift-data/result/fetch-result";
import { decodeNextToken } from "../../redshift-data/result/next-token";
import { createResponseBudget } from "../../redshift-data/result/response-budget";
import { streamRows } from "../../redshift-data/result/stream-rows";
import { LINK_CONTEXT } from "../../testing/redshift-data/link-context";
import { ROWS_PER_PAGE, readPages, type WireFormat, type WirePage } from "./result-pages";
import { servedPages } from "./served-pages";

/** Who reads the result, and what it is delivered as. */
const READERS = {
  stream: { format: "json", read: core(streamed) },
  answers: { format: "json", read: core((execution) => answered(execution, "rows")) },
  "JSON.parse": { format: "json", read: parsedJson },
  "csv answers": { format: "csv", read: core((execution) => answered(execution, "csv")) },
  "csv parser": { format: "csv", read: parsedCsv },
} as const satisfies Record<string, { format: WireFormat; read: Read }>;

export type Reader = keyof typeof READERS;

/** What reading cost, in a process that did nothing else. */
export interface ReadCost {
  readonly rows: number;
  readonly milliseconds: number;
  /** Before the first page was read, the pages themselves included. */
  readonly startMegabytes: number;
  readonly peakMegabytes: number;
}

/** Reads a result of so many pages and tells its number of rows. */
type Read = (pages: readonly WirePage[], count: number) => Promise<number>;

const STATEMENT = "statement";
const CREDENTIALS = {
  accessKeyId: "ASIA",
  secretAccessKey: "secret",
  sessionToken: "token",
  expiration: new Date(Date.now() + 3_600_000),
};

function core(reads: (execution: StatementExecution) => Promise<number>): Read {
  return (pages, count) =>
    withExecution(
      {
        api: connectDataApi(LINK_CONTEXT.settings.redshiftRegion, CREDENTIALS, servedPages(pages, count)),
        clock: systemClock,
        link: LINK_CONTEXT,
        clientToken: "bench",
        remainingMilliseconds: 900_000,
        usage: createUsage(),
      },
      reads,
    );
}

async function streamed(execution: StatementExecution): Promise<number> {
  let rows = 0;
  for await (const batch of streamRows(execution, STATEMENT)) rows += batch.rows.length;
  return rows;
}

/** One answer of the function after the other, each as large as Lambda allows. */
async function answered(execution: StatementExecution, format: "rows" | "csv"): Promise<number> {
  let nextToken: string | undefined;
  do {
    const start = decodeNextToken(nextToken);
    const answer = await fetchResult(execution, {
      statementId: STATEMENT,
      format,
      maxRows: Number.POSITIVE_INFINITY,
      budget: createResponseBudget(),
      ...(start !== undefined && { start }),
    });
    nextToken = answer?.nextToken;
  } while (nextToken !== undefined);
  return execution.usage.rows;
}

async function parsedJson(pages: readonly WirePage[], count: number): Promise<number> {
  let rows = 0;
  for (let index = 0; index < count; index++) {
    const { text } = pages[index % pages.length] as WirePage;
    rows += (JSON.parse(text.toString("utf8")) as readonly unknown[]).length;
  }
  return rows;
}

async function parsedCsv(pages: readonly WirePage[], count: number): Promise<number> {
  let rows = 0;
  for (let index = 0; index < count; index++) {
    const text = (pages[index % pages.length] as WirePage).text.toString("utf8");
    rows += initParser(inferSchema(text)).stringArrs(text).length;
  }
  return rows;
}

/** Entry point of a process of its own: folder, reader and number of pages as arguments, the cost as JSON. */
async function main([folder = "", reader, count]: readonly string[]): Promise<void> {
  const { format, read } = READERS[reader as Reader];
  const pages = readPages(folder, format);
  const startMegabytes = process.memoryUsage.rss() / 1_000_000;
  const startedAt = performance.now();
  const rows = await read(pages, Number(count));
  const milliseconds = performance.now() - startedAt;
  const peakMegabytes = peakMemoryBytes() / 1_000_000;
  if (rows !== Number(count) * ROWS_PER_PAGE)
    throw new Error(`${reader} read ${rows} rows of ${count} pages`);
  process.stdout.write(
    JSON.stringify({ rows, milliseconds, startMegabytes, peakMegabytes } satisfies ReadCost),
  );
}

void main(process.argv.slice(2));
