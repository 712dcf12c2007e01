import { QueryError } from "../../../redshift-data/errors/query-error";
import type { LinkDatabase } from "../../../redshift-data/link-database";
import { type FakeAnswer, fakeContext, fakeLink } from "../../../redshift-data/testing";

const BUCKETS = [{ name: "landing", copyFrom: ["incoming/"], unloadTo: ["exports/"] }];
const FROM = "s3://landing/incoming/orders/";
const REJECTED = [
  {
    file: `${FROM}1.csv`,
    line: 3,
    column: "total",
    reason: "Invalid digit, Value 'hunter2', Pos 0, Type: Integer",
  },
];
const HIDDEN = {
  ...REJECTED[0],
  position: 0,
  errorCode: 1207,
  reason: "Invalid digit, Value '(not shown)', Pos (not shown), Type: Integer",
};

/** What one invocation makes of it. */
async function invoked(answers: readonly FakeAnswer[], work: (database: LinkDatabase) => unknown) {
  const link = fakeLink(answers, BUCKETS);
  const handler = link.handler((_event: object, database) => work(database));
  const outcome = await handler({}, fakeContext()).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error: error instanceof QueryError ? error.fields : error }),
  );
  return { link, ...outcome } as { link: typeof link; answer?: unknown; error?: unknown };
}

test("copy: the rows loaded, and the statement with checked parts alone", async () => {
  const { answer, link } = await invoked([{ sql: 'COPY "orders"', rowCount: 20 }], (database) =>
    database.copy({ table: "orders", from: FROM, format: "csv", options: { ignoreHeader: 1 } }),
  );
  expect(answer).toMatchObject({
    status: "FINISHED",
    rows: [],
    rowCount: 20,
    copy: { rows: 20, rejected: [] },
  });
  expect(link.statements.map(({ sql }) => sql)).toEqual([
    `COPY "orders" FROM '${FROM}' IAM_ROLE 'arn:aws:iam::222222222222:role/fake-copy,arn:aws:iam::111111111111:role/fake-landing' FORMAT AS CSV IGNOREHEADER AS 1`,
  ]);
});

test("copy: what is rejected is told without values of the file, unless they are asked for", async () => {
  const loads = (showValues?: boolean) =>
    invoked([{ sql: "COPY", rowCount: 19, rejected: REJECTED }], (database) =>
      database.copy(
        { table: "orders", from: FROM, format: "csv", options: { maxError: 5 } },
        showValues === undefined ? {} : { showValues },
      ),
    );
  expect((await loads()).answer).toMatchObject({ copy: { rows: 19, rejected: [HIDDEN] } });
  expect((await loads(true)).answer).toMatchObject({ copy: { rejected: REJECTED } });
});

test("copy: one that fails for what is in the files names the rows in the error", async () => {
  const fails = "ERROR: Load into table 'orders' failed.  Check 'stl_load_errors' system table for details.";
  const { error, link } = await invoked([{ sql: "COPY", fails, rejected: REJECTED }], (database) =>
    database.copy({ table: "orders", from: FROM, format: "csv" }),
  );
  expect(error).toMatchObject({ code: "LOAD_FAILED", statementStatus: "FAILED", rejected: [HIDDEN] });
  expect(JSON.stringify(link.lines)).not.toContain("hunter2");
});

test("copy: of any other failure, what the engine tells of an earlier COPY is no part", async () => {
  const { error } = await invoked(
    [{ sql: "COPY", fails: "ERROR: Cannot COPY into nonexistent table orders", rejected: REJECTED }],
    (database) => database.copy({ table: "orders", from: FROM, format: "csv" }),
  );
  expect(error).toMatchObject({ code: "TABLE_NOT_FOUND" });
  expect(error).not.toHaveProperty("rejected");
});

test("copy: a dry run loads nothing", async () => {
  const { answer, link } = await invoked([{ sql: / NOLOAD$/, rejected: REJECTED }], (database) =>
    database.copy({ table: "orders", from: FROM, format: "csv" }, { dryRun: true }),
  );
  expect(answer).toMatchObject({ rowCount: null, copy: { dryRun: true, rejected: [HIDDEN] } });
  expect(link.statements).toHaveLength(1);
});

test("unload: the files with their rows and sizes", async () => {
  const files = [{ file: "s3://landing/exports/orders_0000_part_00", rows: 7, bytes: 311 }];
  const { answer } = await invoked([{ sql: "UNLOAD ('SELECT", rowCount: 7, files }], (database) =>
    database.unload({ sql: "SELECT * FROM orders", to: "s3://landing/exports/orders_", format: "csv" }),
  );
  expect(answer).toMatchObject({ rowCount: 7, unload: { rows: 7, files } });
});

test("in a batch, each with its own answer; questions that are not needed are not asked", async () => {
  const { answer, link } = await invoked(
    [
      { sql: "DELETE", rowCount: 4 },
      { sql: "COPY", rowCount: 20 },
      { sql: "FROM orders", rows: [{ n: 20 }] },
    ],
    (database) =>
      database.batch([
        "DELETE FROM orders",
        { copy: { table: "orders", from: FROM, format: "csv" } },
        "SELECT count(*) AS n FROM orders",
      ]),
  );
  expect(answer).toMatchObject({
    status: "FINISHED",
    statements: [{ rowCount: 4 }, { rowCount: 20, copy: { rows: 20 } }, { rows: [{ n: 20 }] }],
  });
  expect(link.statements).toHaveLength(3);
});

test("in a batch of which each statement is run for itself, a COPY that fails for its files names the rows", async () => {
  const fails = "ERROR: Load into table 'orders' failed.  Check 'stl_load_errors' system table for details.";
  const batch = (mode: "autoCommit" | "transaction") =>
    invoked(
      [
        { sql: "COPY", fails, rejected: REJECTED },
        { sql: "DELETE", rowCount: 4 },
      ],
      (database) =>
        database.batch(
          ["DELETE FROM t", { copy: { table: "orders", from: FROM, format: "csv" } }],
          {},
          { mode },
        ),
    );
  expect((await batch("autoCommit")).answer).toMatchObject({
    status: "FAILED",
    statements: [{ rowCount: 4 }, { status: "FAILED", error: { code: "LOAD_FAILED", rejected: [HIDDEN] } }],
  });
  const { error } = await batch("transaction");
  expect(error).toMatchObject({ code: "LOAD_FAILED" });
  expect(error).not.toHaveProperty("rejected");
});

test("submitted, it is followed to the same answer", async () => {
  const { answer } = await invoked([{ sql: "COPY", rowCount: 20 }], async (database) => {
    const { statementId } = await database.submit({ copy: { table: "orders", from: FROM, format: "csv" } });
    return database.follow(statementId);
  });
  expect(answer).toMatchObject({ rowCount: 20, copy: { rows: 20, rejected: [] } });
});

test("what is wrong is refused before a statement", async () => {
  const outside = "s3://landing/exports/orders/";
  const { error, link } = await invoked([], (database) =>
    database.batch(["SELECT 1", { copy: { table: "orders", from: outside, format: "csv" } }]),
  );
  expect(error).toMatchObject({
    code: "LOCATION_REFUSED",
    hop: "event",
    message:
      "statement 2 of the batch: copy.from is outside of what the link may load from, expected a location that begins with s3://landing/incoming/",
  });
  expect(link.statements).toEqual([]);
});

test("so is a batch with too many statements for their figures, and problems of two kinds under the code of neither", async () => {
  const query = { unload: { sql: "SELECT 1", to: "s3://landing/exports/orders/", format: "csv" } } as const;
  const tooMany = await invoked([], (database) => database.batch(Array.from({ length: 14 }, () => query)));
  expect(tooMany.error).toMatchObject({
    code: "EVENT_INVALID",
    message:
      "the batch has 42 statements with those that ask for the figures of copy and unload, expected at most 40",
  });
  const two = await invoked([], (database) =>
    database.batch([
      { copy: { table: "orders", from: "s3://landing/elsewhere/", format: "csv" } },
      { copy: { table: "", from: FROM, format: "csv" } },
    ]),
  );
  expect(two.error).toMatchObject({
    code: "EVENT_INVALID",
    message: expect.stringMatching(
      /1 of the batch: copy\.from is outside.*; .*2 of the batch: copy\.table is empty/,
    ),
  });
  expect([tooMany.link.statements, two.link.statements]).toEqual([[], []]);
});

test("warnings stand beside the answer", async () => {
  const { answer } = await invoked([{ sql: "COPY", rowCount: 1 }], (database) =>
    database.copy({ table: "orders", from: "s3://landing/incoming/orders.csv", format: "csv" }),
  );
  expect(answer).toMatchObject({ warnings: [expect.stringContaining("every object whose key begins so")] });
});
