import { LocalDataApi } from "../../../../testing/emulator/local-data-api";

/** "Trapping errors" and "Managing transactions" in the Database Developer Guide, whose first example this is. */
const api = new LocalDataApi();

afterAll(() => api.close());

const NESTED =
  "ERROR: LOCAL_LACK: The end of a transaction in a block whose errors are handled is not in the local accounts; Redshift has it. Put COMMIT, ROLLBACK, TRUNCATE and calls that handle errors outside of that block.";
const NONATOMIC =
  "ERROR: LOCAL_LACK: An error in a NONATOMIC procedure, before which every statement is committed, is not in the local accounts; Redshift has it. Call the procedure on the deployed link.";

/** The error of a statement; its status without one. */
async function told(sql: string): Promise<unknown> {
  const { Status, Error: error } = await api.run(sql);
  return error ?? Status;
}

async function rowsOf(sql: string): Promise<unknown[][]> {
  const { Id } = await api.run(sql);
  return api.rows(Id);
}

/** What the creation of a procedure answers. */
function procedure(head: string, body: string, more = ""): Promise<unknown> {
  return told(`CREATE OR REPLACE PROCEDURE ${head} AS $$ BEGIN ${body} END; $$ LANGUAGE plpgsql ${more}`);
}

/** What a call in a transaction with another statement answers. */
async function toldInTransaction(call: string): Promise<string> {
  const { Id } = await api.batch(["INSERT INTO employee VALUES ('Edie', 'Robertson')", call]);
  await api.pass(1);
  const { Error: error } = await api.call("DescribeStatement", { Id });
  return String(error).split("\n")[0] ?? "";
}

beforeEach(async () => {
  await told("DROP TABLE IF EXISTS employee");
  await told("DROP TABLE IF EXISTS journal");
  await told("CREATE TABLE employee (firstname varchar, lastname varchar)");
  await told("INSERT INTO employee VALUES ('Tomas', 'Smith')");
  await told("CREATE TABLE journal (message varchar)");
});

const UPDATE = "UPDATE employee SET firstname = 'Adam' WHERE lastname = 'Smith';";

test("what ran before is rolled back, the handler's statements are kept, and the error is thrown again", async () => {
  await procedure(
    "handled()",
    `${UPDATE} EXECUTE 'select invalid'; EXCEPTION WHEN OTHERS THEN
       IF 1 = 1 THEN INSERT INTO journal VALUES (CASE WHEN true THEN 'Error message: ' || SQLERRM END); END IF;
       FOR i IN 1..2 LOOP INSERT INTO journal VALUES (i::varchar); END LOOP;`,
  );
  expect(await told("CALL handled()")).toBe('ERROR: column "invalid" does not exist');
  expect(await rowsOf("SELECT firstname FROM employee")).toEqual([["Tomas"]]);
  expect(await rowsOf("SELECT message FROM journal ORDER BY 1 DESC")).toEqual([
    ['Error message: column "invalid" does not exist'],
    ["2"],
    ["1"],
  ]);
  await procedure("caller()", "CALL handled();");
  expect(await told("CALL caller()")).toBe('ERROR: column "invalid" does not exist');
  expect(await rowsOf("SELECT count(*) FROM journal")).toEqual([[6]]);
});

test("without an error a handler does nothing; one that fails itself fails with its own error", async () => {
  await procedure("fine()", `${UPDATE} EXCEPTION WHEN OTHERS THEN INSERT INTO journal VALUES ('x');`);
  expect(await told("CALL fine()")).toBe("FINISHED");
  expect(await rowsOf("SELECT firstname FROM employee")).toEqual([["Adam"]]);
  await procedure("own()", "PERFORM 1/0; EXCEPTION WHEN OTHERS THEN RAISE EXCEPTION 'own: %', SQLERRM;");
  expect(await told("CALL own()")).toBe("ERROR: own: division by zero");
});

test("what the engine cannot do in a handler is a lack when it happens", async () => {
  await procedure("inner_one()", "PERFORM 1/0; EXCEPTION WHEN OTHERS THEN NULL;");
  await procedure("outer_one()", "CALL inner_one(); EXCEPTION WHEN OTHERS THEN NULL;");
  expect(await told("CALL outer_one()")).toBe(NESTED);
  await procedure("emptied()", "TRUNCATE journal; EXCEPTION WHEN OTHERS THEN NULL;");
  expect(await told("CALL emptied()")).toBe(NESTED);
  await procedure("returned()", "PERFORM 1/0; EXCEPTION WHEN OTHERS THEN RETURN;");
  expect(await told("CALL returned()")).toMatch(/^ERROR: LOCAL_LACK: RETURN in the handler of an error /);
  expect(await toldInTransaction("CALL inner_one()")).toMatch(
    /LOCAL_LACK: An error that is handled in a procedure called from a transaction /,
  );
});

test("a NONATOMIC procedure that fails keeps what ran before on Redshift, which is a lack; one that does not fail runs", async () => {
  await procedure("kept() NONATOMIC", `${UPDATE} EXCEPTION CONTINUE_HANDLER WHEN OTHERS THEN NULL;`);
  expect(await told("CALL kept()")).toBe("FINISHED");
  expect(await rowsOf("SELECT firstname FROM employee")).toEqual([["Adam"]]);
  await procedure(
    "skipped() NONATOMIC",
    `${UPDATE} BEGIN PERFORM 1/0; EXCEPTION WHEN OTHERS THEN NULL; END;`,
  );
  expect(await told("CALL skipped()")).toBe(NONATOMIC);
  await procedure("failing() NONATOMIC", `${UPDATE} RAISE EXCEPTION 'no';`);
  expect(await told("CALL failing()")).toBe(NONATOMIC);
  for (const statement of ["COMMIT", "ROLLBACK", "TRUNCATE journal", "EXECUTE 'truncate journal'"]) {
    await procedure("ending() NONATOMIC", `${statement};`);
    expect(await told("CALL ending()")).toBe("FINISHED");
    expect(await toldInTransaction("CALL ending()")).toMatch(
      /LOCAL_LACK: A NONATOMIC procedure that ends the transaction of its caller /,
    );
  }
});

test.each([
  ["TRUNCATE journal", "TRUNCATE"],
  ["EXECUTE 'truncate journal'", "TRUNCATE"],
  ["COMMIT", "COMMIT"],
  ["ROLLBACK", "ROLLBACK"],
])("%s in a procedure that is called from a transaction is refused", async (statement, word) => {
  await procedure("ending()", `${statement};`);
  expect(await toldInTransaction("CALL ending()")).toBe(
    `Query #2 failed with ERROR: ${word} cannot be invoked from a procedure that is executing in an atomic context.`,
  );
});

test.each([
  ["a()", "PERFORM 1/0; EXCEPTION WHEN division_by_zero THEN NULL;", "", '"division_by_zero"'],
  ["a()", "NULL; EXCEPTION CONTINUE_HANDLER WHEN OTHERS THEN NULL;", "", '"CONTINUE_HANDLER"'],
  ["a(x int default 5)", "NULL;", "", '"default"'],
  ["a(x int = 5)", "NULL;", "", '"="'],
  ["a(x int)", "FOREACH x IN ARRAY y LOOP NULL; END LOOP;", "", '"FOREACH"'],
  ["a()", "ASSERT 1 = 1;", "", '"ASSERT"'],
])("CREATE PROCEDURE %s with %s is a syntax error", async (head, body, more, word) => {
  expect(await procedure(head, body, more)).toBe(`ERROR: syntax error at or near ${word}`);
});

test.each([
  ["SECURITY DEFINER", "SECURITY DEFINER"],
  ["SET search_path TO public", "SET"],
])("NONATOMIC with %s is refused", async (more, option) => {
  expect(await procedure("a() NONATOMIC", "NULL;", more)).toBe(
    `ERROR: ${option} is not supported for a NONATOMIC procedure`,
  );
});
