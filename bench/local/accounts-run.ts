import { ExecuteStatementCommand, RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { parseLinks } from "../../config/parse-links";
import { operatorIn } from "../../emulator/authentication/operator";
import { LOCAL_CLIENT } from "../../emulator/protocol/local-client";
import { startLocalAccounts } from "../../rehearsal/local-accounts";
import { PhaseTimer, type TimedPhase } from "../rehearsal/phase-timer";
import { LINK_ACCOUNTS } from "./link-accounts";

/** What is started. */
export interface AccountsOptions {
  readonly warehouses: number;
  /** Where configuration for clients is written. */
  readonly folder: string;
}

/** What that cost, and then one statement. Memory is this process's own, moto's is not in it. */
export interface AccountsCost {
  readonly start: TimedPhase & { readonly megabytes: number };
  readonly statement: TimedPhase & { readonly megabytes: number };
  /** Started by then. */
  readonly databases: number;
}

/** Starts local accounts with so many warehouses and runs one statement in the first of them. */
export async function accountsRun(
  { warehouses, folder }: AccountsOptions,
  signal: AbortSignal,
): Promise<AccountsCost> {
  const links = parseLinks(JSON.stringify({ links: linksOf(warehouses) }), "bench", {});
  const timer = new PhaseTimer();
  let databases = 0;
  const accounts = await timer.phase("start", () =>
    startLocalAccounts({
      links,
      folder,
      signal,
      onEvent: ({ kind }) => {
        if (kind === "warehouse-start") databases++;
      },
    }),
  );
  try {
    const startMegabytes = residentMegabytes();
    const { accessKeyId, secretAccessKey } = operatorIn(accounts.operators, LINK_ACCOUNTS.redshiftAccount.id);
    const credentials = { accessKeyId, secretAccessKey };
    const api = new RedshiftDataClient({
      ...LOCAL_CLIENT,
      endpoint: accounts.url,
      region: LINK_ACCOUNTS.redshiftAccount.region,
      credentials,
    });
    const { Status } = await timer.phase("statement", () =>
      api.send(
        new ExecuteStatementCommand({
          ClusterIdentifier: "warehouse-0",
          Database: "dev",
          DbUser: "analyst",
          Sql: "SELECT count(*) FROM orders",
          WaitTimeSeconds: 30,
        }),
      ),
    );
    if (Status !== "FINISHED") throw new Error(`the statement is ${Status}, expected FINISHED`);
    const [start, statement] = timer.phases;
    if (start === undefined || statement === undefined) throw new Error("a phase was not timed");
    return {
      start: { ...start, megabytes: startMegabytes },
      statement: { ...statement, megabytes: residentMegabytes() },
      databases,
    };
  } finally {
    await accounts.close();
  }
}

function linksOf(warehouses: number): readonly object[] {
  return Array.from({ length: warehouses }, (_, index) => ({
    name: `link-${index}`,
    ...LINK_ACCOUNTS,
    target: { cluster: `warehouse-${index}`, database: "dev", dbUser: "analyst" },
  }));
}

function residentMegabytes(): number {
  return process.memoryUsage.rss() / 1_000_000;
}
