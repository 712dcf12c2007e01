import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Caller } from "../../emulator/authentication/caller";
import { AwsError } from "../../emulator/protocol/aws-error";
import { DataApiService, type DataApiServiceOptions } from "../../emulator/redshift-data/data-api-service";
import type { Engine } from "../../emulator/redshift-data/engine/start-engine";
import type { ServerClock } from "../../emulator/redshift-data/server-clock";
import type { FileStatements } from "../../emulator/redshift-data/warehouse/file-statements";
import { WarehouseSet } from "../../emulator/redshift-data/warehouse/warehouse-set";
import type { WarehouseSpec } from "../../emulator/redshift-data/warehouse/warehouse-spec";

/** The account of the cluster, and its region. */
const ACCOUNT = "222222222222";
const REGION = "ap-northeast-1";

/** Secrets in every state. */
export function localSecretArn(name: string): string {
  return `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`;
}

const SPEC: WarehouseSpec = {
  accountId: ACCOUNT,
  region: REGION,
  partition: "aws",
  cluster: "warehouse",
  databases: ["dev"],
  users: [
    { name: "analyst", grants: "read" },
    { name: "nobody", grants: "none" },
  ],
  secrets: [
    { arn: localSecretArn("good"), username: "analyst" },
    { arn: localSecretArn("empty"), username: "analyst", defect: "empty" },
    { arn: localSecretArn("deleted"), username: "analyst", defect: "deleted" },
    { arn: localSecretArn("outdated"), username: "analyst", defect: "outdated-password" },
  ],
};

/** A workgroup beside it, with two databases. */
export const LOCAL_WORKGROUP = { name: "analytics", id: "11111111-2222-4333-8444-555555555555" };

const SERVERLESS_SPEC: WarehouseSpec = {
  accountId: ACCOUNT,
  region: REGION,
  partition: "aws",
  workgroup: LOCAL_WORKGROUP,
  databases: ["dev", "archive"],
  users: [],
  secrets: [],
};

/** A session of a role; sessions of one role share its statements. */
export function session(role: string, name = "session"): Caller {
  return {
    accountId: ACCOUNT,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
    userId: `AROA${role}:${name}`,
    role: {
      arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
      name: role,
      id: `AROA${role}`,
      sessionName: name,
    },
  };
}

/** A clock that stands until a test moves it. */
class TestClock implements ServerClock {
  private now = Date.UTC(2026, 10, 25);
  private sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  nowMilliseconds(): number {
    return this.now;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
      this.sleepers.push({ at: this.now + milliseconds, wake: resolve });
    });
  }

  advance(seconds: number): void {
    this.now += seconds * 1000;
    const due = this.sleepers.filter(({ at }) => at <= this.now);
    this.sleepers = this.sleepers.filter(({ at }) => at > this.now);
    for (const { wake } of due) wake();
  }
}

/** Lets requests and statements get as far as they can before the time moves. */
async function untilIdle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}

/** An answer of the Data API to a request for one statement. */
type Output = Record<string, unknown> & { readonly Id: string };

/**
 * The Data API over a cluster and a workgroup, with everything allowed unless told otherwise. One per test file: an engine takes
 * a second to start.
 */
export class LocalDataApi {
  readonly clock = new TestClock();
  readonly warehouses: WarehouseSet;
  api: DataApiService;
  /** AWS's sentence for an action that is not allowed on a resource. */
  deny: (action: string, resource: string) => string | undefined = () => undefined;

  /**
   * @param start starts the engines. Absent: real ones, when they are first needed
   * @param files runs COPY and UNLOAD. Absent: they are lacks
   * @param script makes the cluster's tables and users. Absent: the built-in shop
   */
  constructor(start?: () => Promise<Engine>, files?: FileStatements, script?: string) {
    const scripts = script === undefined ? {} : { scripts: [{ name: "script.sql", sql: script }] };
    this.warehouses = new WarehouseSet([{ ...SPEC, ...scripts }, SERVERLESS_SPEC], {
      ...(start === undefined ? {} : { start }),
      files,
    });
    this.api = this.withLimits();
  }

  /** The same warehouses behind a service with other limits, and no statement yet. */
  withLimits(limits: NonNullable<DataApiServiceOptions["limits"]> = {}): DataApiService {
    const { warehouses, clock } = this;
    const denial = async (_caller: Caller, { action, resource }: { action: string; resource: string }) =>
      this.deny(action, resource);
    return new DataApiService({ warehouses, clock, limits, authorizer: { denial } });
  }

  /** One request; the quotas are refilled for it. */
  call(operation: string, input: object, caller?: Caller): Promise<Output> {
    this.clock.advance(1);
    return this.callAtOnce(operation, input, caller);
  }

  /** One request without a second in between. */
  async callAtOnce(operation: string, input: object, caller = session("reader")): Promise<Output> {
    return (await this.api.handle({ operation, input, caller, region: REGION })) as Output;
  }

  /** Moves the time once everything under way waits for it. */
  async pass(seconds: number): Promise<void> {
    await untilIdle();
    this.clock.advance(seconds);
  }

  submit(sql: string, more: object = {}, caller?: Caller): Promise<Output> {
    const target = { ClusterIdentifier: "warehouse", Database: "dev", DbUser: "analyst" };
    return this.call("ExecuteStatement", { ...target, Sql: sql, ...more }, caller);
  }

  batch(sqls: readonly string[], more: object = {}): Promise<Output> {
    const target = { ClusterIdentifier: "warehouse", Database: "dev", DbUser: "analyst" };
    return this.call("BatchExecuteStatement", { ...target, Sqls: sqls, ...more });
  }

  /** A submitted statement at its end. */
  async run(sql: string, more: object = {}): Promise<Output> {
    const { Id } = await this.submit(sql, { WaitTimeSeconds: 30, ClientToken: randomUUID(), ...more });
    return this.call("DescribeStatement", { Id });
  }

  /** The cells of a result as plain values. */
  async rows(id: string): Promise<unknown[][]> {
    const { Records } = await this.call("GetStatementResult", { Id: id });
    return (Records as object[][]).map((record) => record.map((field) => Object.values(field)[0]));
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.warehouses.close();
  }
}

/** `code: message` of the refusal of a request. */
export async function refusal(request: Promise<unknown>): Promise<string> {
  try {
    await request;
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error("the request was not refused");
}
