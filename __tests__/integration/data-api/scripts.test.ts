import { dirname, join, relative } from "node:path";
import { loadLinks } from "../../../config/load-links";
import { loadRehearsalSettings } from "../../../config/rehearsal-settings";
import { EmulatorError } from "../../../emulator/emulator-error";
import { type Engine, startEngine } from "../../../emulator/redshift-data/engine/start-engine";
import { DatabaseSession } from "../../../emulator/redshift-data/warehouse/database-session";
import type { ScriptsDone } from "../../../emulator/redshift-data/warehouse/run-scripts";
import { Warehouse } from "../../../emulator/redshift-data/warehouse/warehouse";
import type { SqlScript, WarehouseSpec } from "../../../emulator/redshift-data/warehouse/warehouse-spec";
import { readOwnWarehouse } from "../../../rehearsal/warehouse/own-warehouse";
import { warehouseSpecs } from "../../../rehearsal/warehouse/warehouse-specs";
import { PROJECT_ROOT } from "../../../tools/lib/process/project-root";

const SPEC: WarehouseSpec = {
  ...{ partition: "aws", accountId: "222222222222", region: "ap-northeast-1", cluster: "warehouse" },
  databases: ["dev"],
  users: [
    { name: "analyst", grants: "read" },
    { name: "reporter", grants: "read" },
    { name: "IAMR:analytics-data", grants: "read" },
  ],
  secrets: [],
};

const open: Warehouse[] = [];
afterEach(async () => {
  for (const warehouse of open.splice(0)) await warehouse.close();
});

/** A warehouse that the scripts make, what it told of them, and its engine once it has started. */
function warehouseOf(...scripts: readonly SqlScript[]) {
  const told: ScriptsDone[] = [];
  const engines: Engine[] = [];
  const start = async () => {
    const engine = await startEngine();
    engines.push(engine);
    return engine;
  };
  const warehouse = new Warehouse({ ...SPEC, scripts }, start, (done) => told.push(done));
  open.push(warehouse);
  return { warehouse, told, engines };
}

/** Rows that a user reads, or the error. */
async function read(warehouse: Warehouse, user: string, sql: string): Promise<unknown> {
  const pageSize = { rows: 1000, bytes: 1_000_000 };
  const connection = {
    session: new DatabaseSession(user, "dev"),
    pageSize,
    signal: new AbortController().signal,
  };
  const outcome = await warehouse.run(connection, { sql, values: [] });
  const rows = outcome?.result?.pages.page(0);
  outcome?.result?.pages.close();
  return outcome?.error ?? rows;
}

it("scripts make tables, rows and grants in the place of the built-in shop, in the order they come", async () => {
  const { warehouse, told, engines } = warehouseOf(
    {
      name: "01-tables.sql",
      sql: `
        SET search_path TO elsewhere;
        CREATE SCHEMA sales;
        CREATE TABLE sales.orders (id int, note varchar(40));
        CREATE TABLE #scratch (n int);
        CREATE USER etl PASSWORD 'Abcdef12';`,
    },
    {
      name: "02-rows.sql",
      sql: `
        BEGIN;
        INSERT INTO sales.orders VALUES (1, 'a;b'), (2, 'c');
        UPDATE sales.orders SET note = 'd' WHERE id = 2;
        COMMIT;
        SELECT * FROM sales.orders;
        CREATE TABLE copied AS SELECT * FROM sales.orders;
        GRANT USAGE ON SCHEMA sales TO analyst, "IAMR:analytics-data", etl;
        GRANT SELECT ON sales.orders TO analyst, "IAMR:analytics-data", etl;`,
    },
  );
  await warehouse.start();
  expect(told).toEqual([{ scripts: 2, statements: 13, rows: 5 }]);
  const rows = [
    ["1", "a;b"],
    ["2", "d"],
  ];
  for (const user of ["analyst", "IAMR:analytics-data", "etl"]) {
    expect(await warehouse.refusal("dev", { user, createUser: false })).toBeUndefined();
    expect(await read(warehouse, user, "SELECT * FROM sales.orders ORDER BY id")).toEqual(rows);
  }
  expect(await read(warehouse, "analyst", "SELECT * FROM copied")).toBe(
    "ERROR: permission denied for relation copied",
  );
  expect(await read(warehouse, "analyst", "SELECT * FROM customers")).toBe(
    'ERROR: relation "customers" does not exist',
  );
  // No session of a script is left, nor what belonged to it; everybody may create tables in the schema public.
  const temporary = await engines[0]?.exec(
    "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = pg_catalog.pg_my_temp_schema()",
  );
  expect(temporary?.at(-1)?.rows).toEqual([]);
  expect(await read(warehouse, "analyst", "SELECT * FROM #scratch")).toMatch(/does not exist|syntax error/);
  expect(await read(warehouse, "analyst", "CREATE TABLE mine (n int)")).toBeUndefined();
});

it("the example makes what its README says: the link reads what is granted to it, and nothing else", async () => {
  const file = join(PROJECT_ROOT, "examples/own-warehouse/links.yaml");
  const links = loadLinks(file);
  const own = readOwnWarehouse(file, links, loadRehearsalSettings(file));
  const [spec] = warehouseSpecs(links, own);
  expect(spec?.scripts?.map(({ name }) => relative(dirname(file), name))).toEqual([
    "warehouse/01-tables.sql",
    "warehouse/02-rows.sql",
    "warehouse/03-views-and-grants.sql",
  ]);
  const { warehouse, told } = warehouseOf(...(spec?.scripts ?? []));
  await warehouse.start();
  expect(told).toEqual([{ scripts: 3, statements: 14, rows: 8 }]);
  const revenue = "SELECT name, orders, revenue FROM shop.revenue_by_customer ORDER BY revenue DESC";
  expect(await read(warehouse, "reporter", revenue)).toEqual([
    ["Sato; Suzuki & Co.", "2", "200.40"],
    ["O'Brien", "1", "15.00"],
    ["Müller", "0", "0.00"],
  ]);
  expect(await read(warehouse, "reporter", "SELECT * FROM shop.salaries")).toBe(
    "ERROR: permission denied for relation salaries",
  );
});

it.each<[string, string, string]>([
  [
    "an unknown user",
    "CREATE TABLE t (n int);\n\n-- who\nGRANT SELECT ON t\n  TO nobody;",
    '02.sql:4 is refused:\n    GRANT SELECT ON t\n      TO nobody\nERROR: user "nobody" does not exist',
  ],
  [
    "what is there already",
    "CREATE USER analyst PASSWORD 'Abcdef12'",
    "02.sql:1 is refused:\n    CREATE USER analyst PASSWORD '…'\nERROR: user \"analyst\" already exists",
  ],
  [
    "a syntax error",
    "SELECT 1;\nSELEC 2;",
    '02.sql:2 is refused:\n    SELEC 2\nERROR: syntax error at or near "SELEC"\n  Position: 1',
  ],
  [
    "a transaction that no COMMIT ends",
    "BEGIN;\nCREATE TABLE t (n int);",
    "02.sql:2 is refused:\n    CREATE TABLE t (n int)\nthe script ends inside a transaction, expected COMMIT behind this statement",
  ],
])("%s is told with file, line, statement and reason; nothing runs", async (_, sql, message) => {
  const { warehouse, told } = warehouseOf({ name: "01.sql", sql: "SELECT 1" }, { name: "02.sql", sql });
  const failure: unknown = await warehouse.start().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EmulatorError);
  expect(failure).toMatchObject({ code: "SCRIPT_REFUSED", message });
  expect(told).toEqual([]);
});

it("a database that was stopped holds the same again", async () => {
  const { warehouse, told } = warehouseOf({
    name: "01.sql",
    sql: "CREATE TABLE t AS SELECT 1 AS n; GRANT SELECT ON t TO analyst",
  });
  await warehouse.start();
  await warehouse.rest();
  expect(await read(warehouse, "analyst", "SELECT n FROM t")).toEqual([["1"]]);
  expect(told).toHaveLength(2);
});
