import { openAsBlob } from "node:fs";
import {
  DescribeStatementCommand,
  type DescribeStatementCommandOutput,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import { PGlite } from "@electric-sql/pglite";
import { dataDir } from "@electric-sql/pglite-prepopulatedfs";
import { parseLinks } from "../../config/parse-links";
import { peakMemoryBytes } from "../../emulator/lambda/runtime/peak-memory";
import { startLocalAccounts } from "../../rehearsal/local-accounts";
import { hasBuckets, transferArns } from "../../stacks/data-transfer";
import { LINK_ACCOUNTS } from "../local/link-accounts";
import { administrator, createTransfer } from "../local/local-roles";
import { PhaseTimer } from "../rehearsal/phase-timer";
import { putFile } from "./put-file";
import { ROW_CHECKS, ROW_COLUMNS, type RowFileFormat } from "./row-files";

export interface CopyRunOptions {
  /** Where configuration for clients is written. */
  readonly folder: string;
  /** COPY of the local Data API, or the engine's own, which reads CSV alone. */
  readonly by: "data-api" | "engine";
  readonly format: RowFileFormat;
  /** Its rows are loaded. */
  readonly file: string;
}

/** What a load cost, and what came of it. */
export interface CopyRunResult {
  readonly wallMilliseconds: number;
  /** Of this process alone: moto's is not in it. */
  readonly processorMilliseconds: number;
  /** The most memory that the whole process has had: before the load, and after it. */
  readonly startMegabytes: number;
  readonly peakMegabytes: number;
  /** `ROW_CHECKS` of the table. */
  readonly checks: readonly string[];
}

const LINK = {
  name: "bench",
  ...LINK_ACCOUNTS,
  target: { cluster: "warehouse", database: "dev", dbUser: "analyst" },
  buckets: [{ name: "landing", copyFrom: ["incoming/"] }],
};

/** Runs and times one COPY of a file in this process. */
export function copyRun(options: CopyRunOptions, signal: AbortSignal): Promise<CopyRunResult> {
  return options.by === "engine" ? engineRun(options) : dataApiRun(options, signal);
}

/** Greatest resident memory so far, which nothing that blocks the thread can hide. */
function peakMegabytes(): number {
  return peakMemoryBytes() / 1_000_000;
}

async function timed(
  load: () => Promise<unknown>,
  checks: () => Promise<readonly string[]>,
): Promise<CopyRunResult> {
  const timer = new PhaseTimer();
  const startMegabytes = peakMegabytes();
  await timer.phase("load", load);
  const [{ wallMilliseconds, processorMilliseconds } = { wallMilliseconds: 0, processorMilliseconds: 0 }] =
    timer.phases;
  const cost = { wallMilliseconds, processorMilliseconds, startMegabytes, peakMegabytes: peakMegabytes() };
  return { ...cost, checks: await checks() };
}

/** In the words of PGlite's documentation: https://pglite.dev/docs/api#dev-blob */
async function engineRun({ file }: CopyRunOptions): Promise<CopyRunResult> {
  const engine = await PGlite.create({ loadDataDir: await dataDir() });
  try {
    await engine.exec(`CREATE TABLE loaded (${ROW_COLUMNS})`);
    return await timed(
      async () =>
        engine.query("COPY loaded FROM '/dev/blob' WITH (FORMAT csv)", [], { blob: await openAsBlob(file) }),
      async () => {
        const found = await engine.query(`SELECT row(${ROW_CHECKS})::text AS checks FROM loaded`);
        const [{ checks } = { checks: "" }] = found.rows as { checks: string }[];
        return checks
          .slice(1, -1)
          .replaceAll('"', "")
          .split(/,(?! )/);
      },
    );
  } finally {
    await engine.close();
  }
}

async function dataApiRun(
  { folder, format, file }: CopyRunOptions,
  signal: AbortSignal,
): Promise<CopyRunResult> {
  const links = parseLinks(JSON.stringify({ links: [LINK] }), "bench", {});
  const [link] = links;
  if (link === undefined || !hasBuckets(link)) throw new Error("the link of the measurement was not read");
  const accounts = await startLocalAccounts({ links, folder, signal, warmWarehouses: 1 });
  const api = new RedshiftDataClient(administrator(accounts, link.redshiftAccount));
  const run = async (Sql: string): Promise<DescribeStatementCommandOutput> => {
    const target = { ClusterIdentifier: "warehouse", Database: "dev", DbUser: "analyst" };
    const { Id } = await api.send(new ExecuteStatementCommand({ ...target, Sql }));
    for (;;) {
      const described = await api.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
      if (described.Status === "FINISHED") return described;
      if (described.Error !== undefined) throw new Error(described.Error);
    }
  };
  try {
    await createTransfer(accounts, link, signal);
    const { id: accountId, region } = link.lambdaAccount;
    const path = `/landing/incoming/rows.${format}`;
    await putFile(accounts.motoSocket, { accountId, region, path }, file);
    await run(`CREATE TABLE loaded (${ROW_COLUMNS})`);
    const { copyRole, bucketRole } = transferArns(link);
    const copy = `COPY loaded FROM 's3:/${path}' IAM_ROLE '${copyRole},${bucketRole}' FORMAT AS ${format}`;
    return await timed(
      () => run(copy),
      async () => {
        const { Id } = await run(`SELECT ${ROW_CHECKS} FROM loaded`);
        const { Records: [row = []] = [] } = await api.send(new GetStatementResultCommand({ Id }));
        return row.map((cell) => String(Object.values(cell)[0]));
      },
    );
  } finally {
    api.destroy();
    await accounts.close();
  }
}
