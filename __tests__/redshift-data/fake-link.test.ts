import { QueryError } from "../../redshift-data/errors/query-error";
import type { LinkDatabase } from "../../redshift-data/link-database";
import { type FakeAnswer, fakeContext, fakeLink } from "../../redshift-data/testing";

const ANSWERS: readonly FakeAnswer[] = [
  { sql: "FROM sales", rows: [{ month: "2025-01-01", orders: 1 }] },
  { sql: "DELETE", rowCount: 3 },
  { sql: "FROM gone", fails: 'ERROR: relation "gone" does not exist' },
  { sql: "CALL slow", isEndless: true },
];

function database(): LinkDatabase {
  return fakeLink(ANSWERS).database(fakeContext());
}

/** The code of what a promise is rejected with. */
async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => (error instanceof QueryError ? error.fields.code : String(error)),
  );
}

test("a statement that has ended is not cancelled any more", async () => {
  const fake = database();
  const { statementId } = await fake.submit("DELETE FROM t");
  expect(await fake.cancel(statementId)).toEqual({
    ...{ status: "FINISHED", statementId, hasResultSet: false, rowCount: 3, cancelled: false },
  });
  expect(await fake.status(statementId)).toMatchObject({ status: "FINISHED" });
});

test("one that runs is cancelled once", async () => {
  const fake = database();
  const { statementId } = await fake.submit("CALL slow()");
  expect([await fake.cancel(statementId), await fake.cancel(statementId)]).toEqual([
    expect.objectContaining({ status: "ABORTED", cancelled: true }),
    expect.objectContaining({ status: "ABORTED", cancelled: false }),
  ]);
  expect(await codeOf(fake.follow(statementId))).toBe("STATEMENT_ABORTED");
});

test("one of a batch is followed by its own id, and cancelled with the batch alone", async () => {
  const fake = database();
  const { statementId } = await fake.batch(["SELECT month, orders FROM sales", "DELETE FROM t"]);
  expect(await fake.status(`${statementId}:2`)).toMatchObject({ status: "FINISHED", rowCount: 3 });
  expect(await fake.follow(`${statementId}:1`)).toMatchObject({ rows: [{ month: "2025-01-01", orders: 1 }] });
  expect(await codeOf(fake.status(`${statementId}:3`))).toBe("STATEMENT_NOT_FOUND");
  expect(await codeOf(fake.cancel(`${statementId}:1`))).toBe("EVENT_INVALID");
});

test("nobody knows a statement of others", async () => {
  const [fake, id] = [database(), "d8d3cf9e-1111-4222-8333-444444444444"];
  expect(await Promise.all([fake.follow(id), fake.status(id), fake.cancel(id)].map(codeOf))).toEqual(
    Array(3).fill("STATEMENT_NOT_FOUND"),
  );
});

test("who follows a statement is told the engine's words as who runs it", async () => {
  const fake = database();
  const run = await fake.query("SELECT 1 FROM gone").catch((error: unknown) => error);
  const { statementId } = await fake.submit("SELECT 1 FROM gone");
  const followed = await fake.follow(statementId).catch((error: unknown) => error);
  const words = (error: unknown) => (error instanceof QueryError ? error.fields.awsMessage : error);
  expect(words(followed)).toBe(words(run));
});

test("a session has an id, and whoever names one has that", async () => {
  const fake = database();
  const { sessionId } = await fake.query("DELETE FROM t", {}, { sessionKeepAliveSeconds: 60 });
  expect(sessionId).toMatch(/^[0-9a-f-]{36}$/);
  if (sessionId === undefined) return;
  expect((await fake.query("DELETE FROM u", {}, { sessionId })).sessionId).toBe(sessionId);
  expect(await fake.query("DELETE FROM v")).not.toHaveProperty("sessionId");
});

test("a number with a fraction makes its whole column one of doubles", async () => {
  const link = fakeLink([{ sql: "SELECT", rows: [{ n: 1 }, { n: null }, { n: 1.5 }] }]);
  expect(await link.database(fakeContext()).query("SELECT n FROM t")).toMatchObject({
    columns: [{ name: "n", type: "float8" }],
    rows: [{ n: 1 }, { n: null }, { n: 1.5 }],
  });
});

test.each([
  [
    [{ a: 1 }, { a: 2, b: 3 }],
    "rows[1] has columns a, b, expected those of rows[0]: a; write null for a value that is not there",
  ],
  [
    [{ a: 1, b: 2 }, { a: 1 }],
    "rows[1] has columns a, expected those of rows[0]: a, b; write null for a value that is not there",
  ],
  [[{ a: new Date(0) }], "rows[0].a is no value of a result, "],
  [[{ a: 10n }], "rows[0].a is no value of a result, "],
  [[{ a: undefined }], "rows[0].a is no value of a result, "],
  [[{ a: 2 ** 60 }], "rows[0].a is no value of a result, "],
  [[{ a: { at: new Map() } }], "rows[0].a is no value of a result, "],
])("rows that no result has are refused before a test passes of them: %p", (rows, message) => {
  expect(() => fakeLink([{ sql: "SELECT", rows: rows as FakeAnswer["rows"] & object }])).toThrow(
    `the answer to SELECT: ${message}`,
  );
});
