import { analystEngine } from "../../../../testing/emulator/analyst-engine";

const { ask: asAnalyst, askInTurns } = analystEngine();

describe("the functions that keep what the engine lacks", () => {
  it.each([
    ["pg_internal.create_late_view('public.v1', '', 'SELECT n FROM public.payroll', false, 'postgres')"],
    ["pg_internal.bind_late_views(NULL)"],
    ["pg_internal.bind(1, 0)"],
    ["pg_internal.remake(1, 'AS SELECT 1')"],
    ["pg_internal.unbind(1)"],
    [`pg_internal.declare_constraint(1, '{}', 1)`],
  ])("%s is not for users", async (call) => {
    // The function itself, not one that it calls with its caller's rights.
    const [, name] = /^pg_internal\.(\w+)/.exec(call) ?? [];
    expect(await asAnalyst("CREATE TEMP TABLE t (n int)", `SELECT ${call}`)).toBe(
      `ERROR: permission denied for function ${name}`,
    );
  });

  it.each([
    [`pg_internal.declare('payroll'::regclass, '{"distStyle":"all"}', NULL, false, 'postgres')`],
    ["pg_internal.copy_traits('orders'::regclass, 'payroll'::regclass, 'postgres')"],
  ])("%s does not believe who calls", async (call) => {
    expect(await asAnalyst("CREATE TEMP TABLE t (n int)", `SELECT ${call}`)).toBe(
      "ERROR: must be owner of relation payroll",
    );
  });

  it("rows of a table that the user may not read are not counted", async () => {
    const count = (table: string) =>
      asAnalyst(
        "SELECT tablename FROM pg_table_def LIMIT 0",
        `SELECT pg_internal.count_rows('${table}'::regclass)`,
      );
    expect([await count("payroll"), await count("orders")]).toEqual([[[null]], [["1"]]]);
  });

  it("a user's functions are not called with all rights", async () => {
    // It fits the call better than the engine's own one, whose second argument is any type.
    const hijack = `CREATE FUNCTION public."~format"(varchar, name) RETURNS varchar STABLE AS $$ SELECT ('as ' || current_user)::int::varchar $$ LANGUAGE sql`;
    expect(await asAnalyst(hijack, `SELECT public."~format"('', 'payroll')`)).toBe(
      'ERROR: invalid input syntax for integer: "as analyst"',
    );
    expect(
      await asAnalyst(
        "SET search_path TO public, pg_catalog",
        "CREATE TEMP TABLE t (n int)",
        `SELECT pg_internal.declare('payroll'::regclass, '{"distStyle":"all"}', NULL, false, 'postgres')`,
      ),
    ).toBe("ERROR: must be owner of relation payroll");
  });
});

describe("views without schema binding", () => {
  it.each([
    ["SELECT 1 AS n; ALTER ROLE analyst SUPERUSER"],
    ["SELECT 1 AS n --\r; ALTER ROLE analyst SUPERUSER\n"],
    ["SELECT $é$ ' $é$ AS n; ALTER ROLE analyst SUPERUSER; SELECT ' ' AS n"],
  ])("%j is no query of one", async (query) => {
    expect(await asAnalyst(`CREATE VIEW public.v2 AS ${query} WITH NO SCHEMA BINDING`)).toMatch(
      /^ERROR: syntax error/,
    );
    expect(await asAnalyst("SELECT usename FROM pg_user WHERE usesuper ORDER BY usename")).toEqual([
      ["postgres"],
    ]);
  });

  it("are their maker's, in the maker's schema, and read what the maker may read", async () => {
    const made = "CREATE VIEW v3 AS SELECT n FROM public.orders WITH NO SCHEMA BINDING";
    expect(await asAnalyst(made, "SELECT n FROM v3")).toEqual([["3"]]);
    expect(
      await asAnalyst(
        "SELECT tableowner FROM pg_tables WHERE false",
        "SELECT viewowner FROM pg_views WHERE viewname = 'v3'",
      ),
    ).toEqual([["analyst"]]);
    const stolen = "CREATE VIEW public.v4 AS SELECT n FROM public.payroll WITH NO SCHEMA BINDING";
    expect(await asAnalyst(stolen, "SELECT n FROM public.v4")).toBe(
      "ERROR: permission denied for relation payroll",
    );
  });

  it("are made where their maker may make something", async () => {
    const made = "CREATE VIEW information_schema.v9 AS SELECT n FROM public.orders WITH NO SCHEMA BINDING";
    expect(await asAnalyst(made)).toBe("ERROR: permission denied for schema information_schema");
  });

  it("find the functions of those who use them", async () => {
    expect(
      await asAnalyst(
        "CREATE FUNCTION f_twice(int) RETURNS int STABLE AS $$ SELECT $1 * 2 $$ LANGUAGE sql",
        "CREATE VIEW public.v5 AS SELECT f_twice(n) AS twice FROM public.orders WITH NO SCHEMA BINDING",
        "SELECT twice FROM public.v5",
      ),
    ).toEqual([["6"]]);
  });

  it("leave a transaction with the rights of its user", async () => {
    expect(
      await asAnalyst(
        "BEGIN",
        "CREATE VIEW public.v6 AS SELECT n FROM public.orders WITH NO SCHEMA BINDING",
        "SELECT current_user::text FROM public.v6",
      ),
    ).toEqual([["analyst"]]);
    expect(
      await asAnalyst(
        "BEGIN",
        "CREATE VIEW nowhere.v7 AS SELECT n FROM public.orders WITH NO SCHEMA BINDING",
        "ROLLBACK",
        "SELECT n FROM payroll",
      ),
    ).toBe("ERROR: permission denied for relation payroll");
  });
});

test.each([
  "SET standard_conforming_strings = off",
  "SELECT set_config('standard_conforming_strings', 'off', false)",
])("a repeated transaction reads strings as at first, whatever it sets: %s", async (setting) => {
  const text = " , false, $$analyst$$); EXECUTE $$GRANT SELECT ON payroll TO analyst$$; END --";
  const view = `CREATE VIEW public.v8 AS SELECT 'a\\\\' || '${text}' AS n WITH NO SCHEMA BINDING`;
  expect(await askInTurns("BEGIN", setting, view, "SELECT n FROM public.v8")).toEqual([[`a\\${text}`]]);
  expect(await askInTurns("BEGIN", setting, view, "SELECT n FROM payroll")).toBe(
    "ERROR: permission denied for relation payroll",
  );
});

/** Database Developer Guide, "Visibility of data in system tables and views". */
describe("system views", () => {
  it.each([
    [
      "SELECT table_name FROM svv_tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1",
    ],
    [
      "SELECT DISTINCT table_name FROM svv_columns WHERE table_schema = 'public' AND table_name IN ('orders', 'payroll')",
    ],
    ["SELECT DISTINCT tablename::varchar FROM pg_table_def WHERE schemaname = 'public'"],
    ["SELECT table_name FROM svv_all_tables WHERE schema_name = 'public' AND table_type = 'TABLE'"],
  ])("everybody reads in %s what they may", async (sql) => {
    expect(await asAnalyst(sql)).toEqual([["orders"]]);
  });

  it.each(["svv_table_info", "svv_diskusage", "stv_blocklist"])("%s is for superusers", async (view) => {
    expect(await asAnalyst(`SELECT * FROM ${view}`)).toBe(`ERROR: permission denied for relation ${view}`);
  });
});

test("a temporary table of a name that hides one is hidden like any other", async () => {
  const tables = Array.from({ length: 60 }, (_, index) => `CREATE TEMP TABLE "~${index + 1}" (n int)`);
  expect(await asAnalyst(...tables)).toBe(0);
  expect(await asAnalyst('SELECT n FROM "~60"')).toBe('ERROR: relation "~60" does not exist');
});
