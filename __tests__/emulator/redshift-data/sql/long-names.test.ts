import type { CatalogueInput } from "../../../../emulator/redshift-data/catalogue/catalogue-input";
import { schemasSql, tablesSql } from "../../../../emulator/redshift-data/catalogue/catalogue-sql";
import { startEngine } from "../../../../emulator/redshift-data/engine/start-engine";
import { LongNames } from "../../../../emulator/redshift-data/sql/long-names";
import { DatabaseSession } from "../../../../emulator/redshift-data/warehouse/database-session";
import { Warehouse } from "../../../../emulator/redshift-data/warehouse/warehouse";

const LONG = "revenue_of_all_regions_and_products_by_month_and_channel_of_the_first_order";

const INPUT: CatalogueInput = {
  login: { target: { cluster: "c" }, database: "dev" },
  database: "dev",
  maxResults: 10,
  offset: 0,
};

describe("the engine's names for long ones", () => {
  const names = new LongNames();

  test("one of 63 bytes is its own; a longer one is cut at a whole character and leaves room for a prefix", () => {
    const short = names.engineName("é".repeat(40));
    expect(names.engineName("n".repeat(63))).toBe("n".repeat(63));
    expect(short).toMatch(/^é{20}__[0-9a-f]{12}$/);
    expect(Buffer.byteLength(`~group:${short}`)).toBeLessThanOrEqual(63);
  });

  test("what stands behind 127 bytes tells no names apart; before them anything does", () => {
    const name = "n".repeat(126);
    expect(names.engineName(`${name}ab`)).toBe(names.engineName(`${name}ac`));
    expect(names.engineName(`${name}a`)).not.toBe(names.engineName(`${name}b`));
  });

  test("a text has them as they were written, and keeps what only looks like one", () => {
    const short = names.engineName(LONG);
    const text = `"s".${short}, x${short.slice(1)}, ${short}9, other__0123456789ab`;
    expect(names.restored?.(text)).toBe(`"s".${LONG}, x${short.slice(1)}, ${short}9, other__0123456789ab`);
    expect(new LongNames().restored).toBeUndefined();
  });
});

describe("a local warehouse", () => {
  const user = `IAMR:${"Analyst".repeat(9)}`;
  const warehouse = new Warehouse(
    {
      partition: "aws",
      accountId: "111122223333",
      region: "eu-west-1",
      cluster: "c",
      databases: ["dev"],
      users: [],
      secrets: [],
    },
    startEngine,
  );
  const session = new DatabaseSession(user, "dev");
  const connection = {
    session,
    pageSize: { rows: 10, bytes: 10_000 },
    signal: new AbortController().signal,
  };
  const rowsOf = async (statement: { sql: string; values: readonly string[]; isEngineSql?: boolean }) => {
    const outcome = await warehouse.run(connection, statement);
    expect(outcome?.error).toBeUndefined();
    return outcome?.result?.pages.page(0);
  };
  afterAll(() => warehouse.close());

  test("users, tables and the catalogue's lists have long names", async () => {
    expect(await warehouse.refusal("dev", { user, createUser: true })).toBeUndefined();
    expect(await rowsOf({ sql: "select current_user", values: [] })).toEqual([[user]]);
    await rowsOf({ sql: `create table ${LONG} (n int)`, values: [] });
    expect(await rowsOf(tablesSql({ ...INPUT, tablePattern: LONG }))).toEqual([["public", LONG, "TABLE"]]);
    expect(await rowsOf(schemasSql({ ...INPUT, schemaPattern: "public" }))).toEqual([["public"]]);
    const sql = "select tablename, tableowner from pg_tables where tablename = $1";
    expect(await rowsOf({ sql, values: [LONG] })).toEqual([[LONG, user]]);
    const [column] =
      (await warehouse.run(connection, { sql: `select * from ${LONG}`, values: [] }))?.result?.metadata ?? [];
    expect(column).toMatchObject({ name: "n", tableName: LONG });
  });
});
