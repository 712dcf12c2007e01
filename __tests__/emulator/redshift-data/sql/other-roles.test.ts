import { analystEngine } from "../../../../testing/emulator/analyst-engine";

const { ask: asAnalyst } = analystEngine();

const inProcedure = (body: string) =>
  `CREATE PROCEDURE p() AS $$ DECLARE n int; BEGIN ${body}; SELECT count(*) INTO n FROM payroll; RAISE EXCEPTION 'n=%', n; END $$ LANGUAGE plpgsql`;
const inFunction = (body: string, rest = "") =>
  `CREATE FUNCTION f() RETURNS bigint VOLATILE AS $$ ${body} $$ LANGUAGE sql ${rest}`;
const UNKNOWN = /^ERROR: unrecognized configuration parameter/;
const LACK = /^ERROR: LOCAL_LACK: /;
const SYNTAX = /^ERROR: syntax error/;

describe("nobody takes the rights of another user", () => {
  it.each<[string, RegExp]>([
    ["RESET ROLE", UNKNOWN],
    ["SET ROLE NONE", UNKNOWN],
    ["set local role postgres", UNKNOWN],
    ['SET "role" TO none', UNKNOWN],
    ['SET U&"\\0072ole" TO none', UNKNOWN],
    ["SET session_authorization TO postgres", UNKNOWN],
    ["/* a */ SET SESSION AUTHORIZATION postgres", LACK],
    ["RESET SESSION AUTHORIZATION", LACK],
    [inProcedure("RESET ROLE"), UNKNOWN],
    [inProcedure("IF true THEN SET ROLE none; END IF"), UNKNOWN],
    [inProcedure("<<here>> SET SESSION AUTHORIZATION DEFAULT"), LACK],
    [inProcedure("DO 'BEGIN RESET ROLE; END'"), SYNTAX],
    [inProcedure("--\rRESET ROLE"), UNKNOWN],
    [inProcedure("n := length('\\'); RESET ROLE; n := length('\\')"), /^ERROR: unterminated quoted string/],
    [inProcedure("n := length(X'\\'); RESET ROLE; n := length('\\')"), LACK],
    [inProcedure("CREATE FUNCTION g() RETURNS int VOLATILE AS 'SELECT 1' LANGUAGE sql"), LACK],
    ["CREATE PROCEDURE p() AS 'BEGIN RESET ROLE; END' LANGUAGE plpgsql", UNKNOWN],
    ["CREATE PROCEDURE p() AS $é$ BEGIN RESET ROLE; END $é$ LANGUAGE plpgsql", UNKNOWN],
    ["CREATE PROCEDURE p() AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql SET role TO none", UNKNOWN],
    ["CREATE PROCEDURE p() AS $$ RESET ROLE $$ LANGUAGE sql", /^ERROR: language "sql" is not supported/],
    [inFunction("RESET ROLE; SELECT count(*) FROM payroll"), SYNTAX],
    [inFunction("SELECT 1; RESET ROLE; SELECT count(*) FROM payroll"), SYNTAX],
    [inFunction("SELECT count(*) FROM payroll", "SET role TO none"), UNKNOWN],
    [
      "CREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE 'plpgsql'",
      /^ERROR: language "plpgsql"/,
    ],
    ['CREATE FUNCTION U&"f"() RETURNS int AS $$ RESET ROLE; SELECT 1 $$ LANGUAGE sql', SYNTAX],
    ["ALTER FUNCTION f() SET role TO none", UNKNOWN],
    ["SELECT set_config('role', 'none', false)", /^ERROR: cannot set parameter "role"/],
    ["SELECT set_config('log_statement', 'all', false)", /^ERROR: permission denied to set parameter/],
    [`SELECT "~set_config"('role', 'none', false)`, /^ERROR: permission denied for function/],
  ])("%j", async (sql, refusal) => {
    expect(await asAnalyst(sql)).toMatch(refusal);
  });

  it.each([
    ["EXECUTE 'RES' || 'ET ROLE'"],
    ["EXECUTE ' /* a */ set -- b\n local ' || 'role none'"],
    ["EXECUTE 'SELECT 1; /* /* */ */ RESET ' || 'ROLE'"],
    ["EXECUTE 'SET U&' || '\"r' || 'ole\" TO none'"],
    ["EXECUTE 'SET SESSION AUTH' || 'ORIZATION DEFAULT'"],
    ["EXECUTE 'do ' || quote_literal('BEGIN RESET ROLE; END')"],
    [
      "EXECUTE 'create/**/or replace function f() returns int language plpgsql as ' || quote_literal('BEGIN RESET ROLE; RETURN 1; END')",
    ],
    ["FOR n IN EXECUTE 'RESET ' || 'ROLE; SELECT 1' LOOP NULL; END LOOP"],
  ])("a procedure that runs: %s", async (body) => {
    await asAnalyst("DROP PROCEDURE p()");
    expect(await asAnalyst(inProcedure(body), "CALL p()")).toMatch(LACK);
  });

  it("a procedure with set_config", async () => {
    await asAnalyst("DROP PROCEDURE p()");
    expect(await asAnalyst(inProcedure("PERFORM set_config('role', 'none', true)"), "CALL p()")).toMatch(
      /^ERROR: cannot set parameter "role"/,
    );
  });

  it("what is no such thing runs", async () => {
    const body = [
      "EXECUTE 'CREATE TEMP TABLE made (role varchar, n int)'",
      "INSERT INTO made VALUES ('set role', 1)",
      "EXECUTE 'UPDATE made SET role = ' || quote_literal('x; y') || ', n = $1' USING 7",
      "UPDATE made SET role = role || 'é\\'s'",
      "EXECUTE 'SELECT n FROM made' INTO n",
      "SET search_path TO public",
    ].join("; ");
    const procedure = `CREATE PROCEDURE fine() AS $x$ DECLARE n int; BEGIN ${body}; RAISE EXCEPTION 'n=%', n; END $x$ LANGUAGE plpgsql`;
    expect(await asAnalyst(procedure, "CALL fine()")).toBe("ERROR: n=7");
    expect(
      await asAnalyst(
        "CREATE FUNCTION quoted(varchar) RETURNS varchar IMMUTABLE AS $$ SELECT $1 || 'a\\'b;' $$ LANGUAGE sql",
        "SELECT quoted('x')",
      ),
    ).toEqual([["xa'b;"]]);
    expect(await asAnalyst("SELECT set_config('query_group', 'nightly', false)", "SHOW query_group")).toEqual(
      [["nightly"]],
    );
    expect(
      await asAnalyst("SELECT set_config('search_path', 'pg_catalog', false)", "SHOW search_path"),
    ).toEqual([["pg_catalog"]]);
  });
});
