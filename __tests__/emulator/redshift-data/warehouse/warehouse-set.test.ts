import { setImmediate } from "node:timers/promises";
import type { Engine } from "../../../../emulator/redshift-data/engine/start-engine";
import { DatabaseSession } from "../../../../emulator/redshift-data/warehouse/database-session";
import type { Connection, Warehouse } from "../../../../emulator/redshift-data/warehouse/warehouse";
import { WarehouseSet } from "../../../../emulator/redshift-data/warehouse/warehouse-set";
import type { WarehouseSpec } from "../../../../emulator/redshift-data/warehouse/warehouse-spec";

const ACCOUNT = { accountId: "222222222222", region: "ap-northeast-1" };

function specOf(cluster: string): WarehouseSpec {
  return {
    ...ACCOUNT,
    partition: "aws",
    cluster,
    databases: ["dev"],
    users: [{ name: "analyst", grants: "read" }],
    secrets: [],
  };
}

const SPECS = Array.from({ length: 50 }, (_, index) => specOf(`warehouse-${index}`));

/** Engines that answer nothing, counted. */
class FakeEngines {
  started = 0;
  closed = 0;
  readonly sql: string[] = [];
  /** What the next start, or the seed of it, fails with. */
  refusals: ("start" | "seed")[] = [];

  /** Starts wait for it. */
  gate: Promise<void> = Promise.resolve();

  readonly start = async (): Promise<Engine> => {
    this.started++;
    await this.gate;
    const refusal = this.refusals.shift();
    if (refusal === "start") throw new Error("no memory");
    return {
      exec: async (sql) => {
        if (refusal === "seed") throw new Error("no seed");
        this.sql.push(sql);
        return [];
      },
      execProtocol: async () => ({ messages: [], data: new Uint8Array() }),
      close: async () => {
        this.closed++;
      },
    };
  };
}

function setOf(engines: FakeEngines): { warehouses: WarehouseSet; told: string[] } {
  const told: string[] = [];
  const onStart = ({ cluster = "" }: WarehouseSpec) => told.push(cluster);
  return { warehouses: new WarehouseSet(SPECS, { start: engines.start, onStart }), told };
}

function at(warehouses: WarehouseSet, index: number): Warehouse {
  const warehouse = warehouses.find({ ...ACCOUNT, cluster: `warehouse-${index}` });
  if (warehouse === undefined) throw new Error(`no warehouse ${index}`);
  return warehouse;
}

const CONNECTION: Connection = {
  session: new DatabaseSession("analyst", "dev"),
  pageSize: { rows: 1, bytes: 1 },
  signal: new AbortController().signal,
};
const select = (warehouse: Warehouse) => warehouse.run(CONNECTION, { sql: "SELECT 1", values: [] });
const ANSWER = expect.objectContaining({ rowCount: 0 });
const IAM_USER = { user: "IAMR:reader", createUser: true };

describe("a set of warehouses", () => {
  const engines = new FakeEngines();
  const { warehouses, told } = setOf(engines);
  afterEach(() => warehouses.close());

  it("starts the databases of those that statements use, each once, and ends them", async () => {
    expect(engines.started).toBe(0);
    const used = [at(warehouses, 7), at(warehouses, 7), at(warehouses, 31), at(warehouses, 7)];
    expect(await Promise.all(used.map(select))).toEqual([ANSWER, ANSWER, ANSWER, ANSWER]);
    expect(await select(at(warehouses, 31))).toEqual(ANSWER);
    expect(engines.started).toBe(2);
    expect(told).toEqual(["warehouse-7", "warehouse-31"]);
    await warehouses.close();
    await warehouses.close();
    expect(engines.closed).toBe(2);
  });
});

it("a warm warehouse is started before it is asked, and not again", async () => {
  const engines = new FakeEngines();
  const { warehouses, told } = setOf(engines);
  await warehouses.warm(2);
  expect(told).toEqual(["warehouse-0", "warehouse-1"]);
  expect(await select(at(warehouses, 1))).toEqual(ANSWER);
  expect(engines.started).toBe(2);
  await warehouses.close();
});

it("a warehouse that does not start is not warm, and its first statement starts it", async () => {
  const engines = new FakeEngines();
  const { warehouses } = setOf(engines);
  engines.refusals = ["start"];
  await warehouses.warm(1);
  expect(await select(at(warehouses, 0))).toEqual(ANSWER);
  expect(engines.started).toBe(2);
  await warehouses.close();
  expect(engines.closed).toBe(1);
});

it("scripts run before anybody asks, also where no database stays up: it is stopped again", async () => {
  const engines = new FakeEngines();
  const told: unknown[] = [];
  const scripts = [{ name: "01.sql", sql: "SELECT 1; SELECT 2" }];
  const specs = SPECS.slice(0, 4).map((spec, index) => (index === 2 ? spec : { ...spec, scripts }));
  const warehouses = new WarehouseSet(specs, {
    start: engines.start,
    onScripts: ({ cluster }, done) => told.push([cluster, done]),
  });
  await warehouses.warm(1);
  await warehouses.tryScripts();
  const done = { scripts: 1, statements: 2, rows: 0 };
  expect(told).toEqual([
    ["warehouse-0", done],
    ["warehouse-1", done],
    ["warehouse-3", done],
  ]);
  expect([engines.started, engines.closed]).toEqual([3, 2]);
  expect(await select(at(warehouses, 3))).toEqual(ANSWER);
  expect([engines.started, told.length]).toEqual([4, 4]);
  // As at every creation of a function: what is up, and what was written there, stays.
  await warehouses.warm(0);
  expect([engines.started, engines.closed]).toEqual([4, 2]);
  await warehouses.close();
  expect(engines.closed).toBe(4);
});

it.each([
  ["start", "no memory", 1],
  ["seed", "no seed", 2],
] as const)("fails the statement whose %s fails; the next one starts anew", async (refusal, text, closed) => {
  const engines = new FakeEngines();
  const { warehouses } = setOf(engines);
  engines.refusals = [refusal];
  await expect(select(at(warehouses, 3))).rejects.toThrow(text);
  expect(await select(at(warehouses, 3))).toEqual(ANSWER);
  expect(engines.started).toBe(2);
  await warehouses.close();
  // What had started before its seed failed is ended too.
  expect(engines.closed).toBe(closed);
});

it("creates the user of an IAM identity once, also when the start failed that first needed it", async () => {
  const engines = new FakeEngines();
  const { warehouses } = setOf(engines);
  const warehouse = at(warehouses, 0);
  engines.refusals = ["start"];
  await expect(warehouse.refusal("dev", IAM_USER)).rejects.toThrow("no memory");
  const connecting = Array.from({ length: 3 }, () => warehouse.refusal("dev", IAM_USER));
  expect(await Promise.all(connecting)).toEqual([undefined, undefined, undefined]);
  expect(engines.sql.filter((sql) => sql.includes("IAMR"))).toEqual([`CREATE USER "IAMR:reader"`]);
  await warehouses.close();
});

it("closing ends a database that is still starting, and fails what comes after", async () => {
  const engines = new FakeEngines();
  const { warehouses } = setOf(engines);
  let release: () => void = () => undefined;
  engines.gate = new Promise((resolve) => {
    release = resolve;
  });
  const asked = select(at(warehouses, 0));
  const warming = warehouses.warm(2);
  while (engines.started === 0) await setImmediate();
  const closing = warehouses.close();
  expect(engines.closed).toBe(0);
  release();
  await closing;
  expect(engines.closed).toBe(1);
  await Promise.allSettled([asked, warming]);
  await expect(select(at(warehouses, 4))).rejects.toThrow("warehouse is closed");
  expect(engines.started).toBe(1);
});

it("a session ends without a database that never started", async () => {
  const engines = new FakeEngines();
  const { warehouses } = setOf(engines);
  await at(warehouses, 0).endSession(new DatabaseSession("analyst", "dev"));
  expect(engines.started).toBe(0);
});
