import { analystEngine } from "../../../../testing/emulator/analyst-engine";

const { ask: asAnalyst } = analystEngine();
/** A path on which a user's functions come before the engine's. */
const OWN_FIRST = "SET search_path TO public, pg_catalog";

/** Makes a function of the analyst's that fails when it is called, and tells with whose rights. */
const shadow = (signature: string, returns = "text") =>
  asAnalyst(
    `CREATE OR REPLACE FUNCTION public.${signature} RETURNS ${returns} STABLE AS $$ SELECT ('as ' || current_user)::int::${returns} $$ LANGUAGE sql`,
  );

// First, before anything of the catalogue is made: it is made when a statement needs it, and users come before.
test("the catalogue is made with the engine's own functions, though a user's fit better", async () => {
  const signatures = [
    "quote_ident(name)",
    "lower(name)",
    "substr(name, int)",
    "array_to_string(name[], text)",
  ];
  for (const signature of signatures) expect(await shadow(signature)).toBe(0);
  expect(await asAnalyst("CREATE TEMP TABLE t (n int)")).toBe(0);
  expect(await asAnalyst("SELECT tablename FROM pg_table_def WHERE schemaname = 'public'")).toEqual([
    ["orders"],
  ]);
  expect(
    await asAnalyst(`SELECT d.refobjid::regprocedure::text FROM pg_depend d JOIN pg_proc p ON p.oid = d.refobjid
      WHERE d.refclassid = 'pg_proc'::regclass AND p.pronamespace = 'public'::regnamespace`),
  ).toBe(0);
});

test("what runs with all rights finds names where no user makes any, whatever the caller's path", async () => {
  expect(await asAnalyst("CREATE TEMP TABLE t (n int)", "SELECT count(*) > 0 FROM svv_tables")).toEqual([
    ["t"],
  ]);
  expect(
    await asAnalyst(`SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef AND oid >= 16384
      AND proconfig::text IS DISTINCT FROM '{"search_path=pg_catalog, pg_temp"}'`),
    // It sets the caller's path, which a setting of its own would take back: the test below.
  ).toEqual([["set_config(text,text,boolean)"]]);
});

test.each<[string, string, unknown]>([
  ["upper(text)", "SELECT has_assumerole_privilege('arn:aws:iam::222222222222:role/copy', 'COPY')", [["t"]]],
  ["lower(text)", "SELECT set_config('query_group', 'nightly', false)", [["nightly"]]],
  ["lower(text)", "SELECT 1", [["1"]]],
  ["current_setting(text, boolean)", "SELECT set_config('query_group', 'nightly', false)", [["nightly"]]],
])("a user's %s is none for %s", async (signature, sql, expected) => {
  expect(await shadow(signature)).toBe(0);
  expect(await asAnalyst(OWN_FIRST, sql)).toEqual(expected);
});

// With an operator of one's own, `=` in what runs with all rights would be anything.
test.each(["CREATE OPERATOR", "CREATE CAST", "CREATE TYPE", "CREATE DOMAIN", "CREATE AGGREGATE"])(
  "%s is refused in a text that a procedure runs, as by itself",
  async (command) => {
    const rest = " public.x";
    expect(await asAnalyst(command + rest)).toBe(
      `ERROR: SQL command "${command}${rest}" not supported on Redshift tables.`,
    );
    const procedure = `CREATE OR REPLACE PROCEDURE public.p() AS $$ BEGIN EXECUTE 'SELECT 1; ${command.replace(" ", "/* */\n")}' || '${rest}'; END $$ LANGUAGE plpgsql`;
    expect(await asAnalyst(procedure, "CALL public.p()")).toBe(
      `ERROR: SQL command "${command}" not supported on Redshift tables.`,
    );
  },
);
