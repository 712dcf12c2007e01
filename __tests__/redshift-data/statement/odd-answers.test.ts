import type { ResultPage } from "../../../redshift-data/client/data-api";
import {
  awsError,
  numbersPage,
  STATEMENT_ID,
  socketError,
} from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run, STARTED } from "../../../testing/redshift-data/run-script";

/** What is told of an answer that cannot be told rightly: the statement's id, for it has run. */
const notUnderstood = (what: string, hop: string) => ({
  code: "UNKNOWN",
  hop,
  message: `AWS's answer is not one of the Data API: ${what}`,
  statementId: STATEMENT_ID,
});

const COUNT = "a row has not as many values as the result has columns";
const VALUE = "a value is of another type than its member, or has a member that is unknown";

describe.each(["objects", "rows"])("format %s", (format) => {
  test.each<[string, ResultPage, string]>([
    ["a result without columns", { Records: [[{ longValue: 1 }]] }, COUNT],
    ["a row that is cut off", { ...numbersPage([1]), Records: [[{ longValue: 1 }], []] }, COUNT],
    ["a row with a value too many", { ...numbersPage([]), Records: [[{ longValue: 1 }, {}]] }, COUNT],
    ["a value of a new kind", { ...numbersPage([]), Records: [[{ arrayValue: {} } as object]] }, VALUE],
    ["a value that is said to be one", { ...numbersPage([]), Records: [[{ isNull: false }]] }, VALUE],
  ])("%s is not answered as if it were whole", async (_, page, what) => {
    const { answer, error } = await run({ execute: [FINISHED], result: [page] }, { sql: "select", format });
    expect([answer, error]).toEqual([undefined, expect.objectContaining(notUnderstood(what, "result"))]);
  });
});

test("CSV without columns has no header to be told", async () => {
  const { error } = await run(
    { execute: [FINISHED], resultCsv: [{ Records: [{ CSVRecords: "1\r\n" }] }] },
    { sql: "select", format: "csv" },
  );
  expect(error).toMatchObject(notUnderstood("it tells no columns", "result"));
});

test.each([
  ["fewer", 1],
  ["none", 0],
  ["more", 3],
])("a batch of which AWS tells %s statements is not answered", async (_, count) => {
  const SubStatements = Array.from({ length: count }, (__, index) => ({
    Id: `${STATEMENT_ID}:${index + 1}`,
    Status: "FINISHED" as const,
    HasResultSet: false,
  }));
  const { error, names } = await run(
    { executeBatch: [STARTED], describe: [{ Status: "FINISHED", SubStatements }] },
    { sqls: ["insert", "insert"] },
  );
  const what = "a batch has not as many statements as were submitted";
  expect(error).toMatchObject(notUnderstood(what, "describe"));
  expect(names).toBe("executeBatch describe");
});

test("a statement that has finished without saying whether it has rows is asked", async () => {
  const { answer, names } = await run({
    execute: [{ Id: STATEMENT_ID, Status: "FINISHED" }],
    describe: [{ Status: "FINISHED", HasResultSet: false, ResultRows: 3 }],
  });
  expect([answer?.rowCount, answer?.rows, names]).toEqual([3, [], "execute describe"]);
});

describe("a cancel call whose answer is lost", () => {
  const ended = (state: string) =>
    awsError(
      "ValidationException",
      `Could not cancel a query that is already in ${state} state with ID: ${STATEMENT_ID}`,
    );

  test.each<[string, readonly Error[], boolean]>([
    ["has cancelled what is aborted then", [socketError("ECONNRESET"), ended("ABORTED")], true],
    ["has cancelled nothing that finished", [socketError("ECONNRESET"), ended("FINISHED")], false],
    ["came too late for what was aborted before", [ended("ABORTED")], false],
  ])("%s", async (_, cancel, cancelled) => {
    const event = { action: "cancel", statementId: STATEMENT_ID };
    const { answer } = await run({ cancel, describe: [{ Status: "ABORTED" }] }, event);
    expect(answer?.cancelled).toBe(cancelled);
  });

  test("is told as such at the deadline", async () => {
    const { error } = await run(
      { execute: [STARTED], describe: [STARTED], cancel: [socketError("ECONNRESET"), ended("ABORTED")] },
      { sql: "select :a", parameters: { a: "secret" } },
      10_000,
    );
    expect(error?.message).toContain("; the statement was cancelled");
  });
});
