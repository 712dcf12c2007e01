import type { ResultPart } from "../../../tools/lib/link/function-answer";
import type { EventInvocation } from "../../../tools/lib/link/invocation";
import { NotInvoked, StatementFailed, SubmittedQuery } from "../../../tools/query/submitted-query";

const STATEMENT = {
  sql: "SELECT n FROM t WHERE n > :least",
  parameters: { least: "7" },
  format: "rows",
} as const;
const ID = "11111111-2222-3333-4444-555555555555";
const answered = (answer: object): EventInvocation => ({ kind: "answered", answer });
const SUBMITTED = answered({ status: "SUBMITTED", statementId: ID });
const RESULT = { status: "FINISHED", statementId: ID, columns: [{ name: "n", type: "int4" }], rowCount: 2 };
const FAILURE = { code: "TABLE_NOT_FOUND", hop: "sql", message: "m", advice: "a", statementId: ID } as const;

/** A statement whose function gives these answers, in their order, and the events it was sent. */
function followed(...answers: readonly EventInvocation[]) {
  const events: Record<string, unknown>[] = [];
  const left = [...answers];
  const statement = new SubmittedQuery(async (event) => {
    events.push({ ...event });
    const next = left.shift();
    if (next === undefined) throw new Error("one event too many");
    return next;
  });
  return { statement, events };
}

async function read(statement: SubmittedQuery, signal = new AbortController().signal): Promise<ResultPart[]> {
  const parts: ResultPart[] = [];
  for await (const part of statement.results(STATEMENT, signal)) parts.push(part);
  return parts;
}

test("submits once, waits from invocation to invocation, and reads every page", async () => {
  const { statement, events } = followed(
    SUBMITTED,
    answered({ status: "STARTED", statementId: ID }),
    answered({ ...RESULT, rows: [[8]], nextToken: "t" }),
    answered({ ...RESULT, rows: [[9]] }),
  );
  const parts = await read(statement);
  expect(parts.map(({ rows }) => rows)).toEqual([[[8]], [[9]]]);
  const { clientToken, ...submission } = events[0] ?? {};
  expect(clientToken).toMatch(/^[0-9a-f-]{36}$/);
  expect([submission, ...events.slice(1)]).toEqual([
    { action: "submit", ...STATEMENT },
    { action: "result", statementId: ID, format: "rows" },
    { action: "result", statementId: ID, format: "rows" },
    { action: "result", statementId: ID, nextToken: "t" },
  ]);
});

test("a named query is submitted by its name, NULL as null", async () => {
  const { statement, events } = followed(SUBMITTED, answered({ ...RESULT, rows: [[8]] }));
  const asked = {
    query: "monthly",
    parameters: { since: "2026-01-01", region: null },
    format: "csv",
  } as const;
  for await (const _ of statement.results(asked, new AbortController().signal));
  expect(events[0]).toEqual({ action: "submit", ...asked, clientToken: expect.any(String) });
});

test("a failure of the statement and a function that is not run are told apart", async () => {
  const failed: EventInvocation = { kind: "failed", failure: FAILURE };
  for (const answers of [
    [failed],
    [SUBMITTED, failed],
    [SUBMITTED, answered({ status: "FAILED", error: FAILURE })],
  ]) {
    const { statement } = followed(...answers);
    await expect(read(statement)).rejects.toEqual(new StatementFailed(FAILURE));
  }
  const { statement } = followed({
    kind: "not-run",
    reason: "AccessDeniedException: no",
    isCallersDenial: true,
  });
  await expect(read(statement)).rejects.toEqual(
    new NotInvoked({ kind: "not-run", reason: "AccessDeniedException: no", isCallersDenial: true }),
  );
});

test("interrupted while it submits: the statement is known, and can be cancelled", async () => {
  const controller = new AbortController();
  const { statement, events } = followed(
    SUBMITTED,
    answered({ status: "ABORTED", statementId: ID, cancelled: true, error: FAILURE }),
  );
  controller.abort(new Error("stopped"));
  await expect(read(statement, controller.signal)).rejects.toThrow("stopped");
  expect(await statement.cancel()).toEqual({ kind: "cancelled", statementId: ID });
  expect(events.map(({ action }) => action)).toEqual(["submit", "cancel"]);
});

test.each<[EventInvocation, object]>([
  [answered({ status: "FINISHED", statementId: ID, cancelled: false }), { kind: "ended", statementId: ID }],
  [
    answered({ status: "FAILED", statementId: ID, cancelled: false, error: FAILURE }),
    { kind: "ended", statementId: ID },
  ],
  [
    { kind: "failed", failure: FAILURE },
    { kind: "not-cancelled", statementId: ID, reason: "m" },
  ],
  [
    { kind: "not-run", reason: "busy" },
    { kind: "not-cancelled", statementId: ID, reason: "busy" },
  ],
])("what became of a statement that was to be cancelled: %j", async (invocation, expected) => {
  const { statement } = followed(SUBMITTED, answered({ ...RESULT, rows: [] }), invocation);
  await read(statement);
  expect(await statement.cancel()).toEqual(expected);
});

test("nothing is cancelled where nothing was submitted", async () => {
  const { statement, events } = followed();
  expect(await statement.cancel()).toBeUndefined();
  expect(events).toEqual([]);
});
