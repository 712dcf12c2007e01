import { awsError, numbersPage, STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run, STARTED } from "../../../testing/redshift-data/run-script";

const never = () => new Promise<never>(() => {});
const late = "the statement is not answered after 7.5 s, expected an answer before Lambda's timeout; ";

test("cancels the statement and answers before Lambda's timeout", async () => {
  const { error, names, atMilliseconds } = await run(
    { execute: [STARTED], describe: [never], cancel: [{ Status: true }] },
    { sql: "x" },
    10_000,
  );
  expect(names).toBe("execute describe cancel");
  expect(atMilliseconds).toBe(7_500);
  expect(error).toEqual({
    code: "DEADLINE",
    hop: "deadline",
    message: `${late}the statement was cancelled`,
    statementId: STATEMENT_ID,
    advice:
      'raise the timeout of function analytics-query (900 s at most), make the statement faster, or look at the load in account 222222222222 (redshift account); for statements longer than that, send "action": "submit" and follow up, or "onDeadline": "keep"',
  });
});

test("answers in time when cancelling hangs too", async () => {
  const { error, atMilliseconds } = await run(
    { execute: [STARTED], describe: [never], cancel: [never] },
    { sql: "x" },
    10_000,
  );
  expect(error?.message).toBe(`${late}the statement could not be cancelled and may be running`);
  expect(atMilliseconds).toBe(8_750);
});

test("tells that the statement ended meanwhile", async () => {
  const ended = awsError(
    "ValidationException",
    "Could not cancel a query that is already in FINISHED state with ID: x",
  );
  const { error } = await run(
    { execute: [STARTED], describe: [never], cancel: [ended] },
    { sql: "x" },
    10_000,
  );
  expect(error?.message).toBe(
    `${late}the statement ended while it was being cancelled, so a write may have taken effect`,
  );
});

test("tells that the submit call was not answered", async () => {
  const { error, names } = await run({ execute: [never] }, { sql: "x" }, 10_000);
  expect(names).toBe("execute");
  expect(error?.message).toBe(
    `${late}AWS had not answered the submit call, so the statement may be running; the same event with the same clientToken (Lambda's request id, unless the event has its own) tells its id and does not run it again`,
  );
});

test("tells that only the result is missing", async () => {
  const { error, names } = await run({ execute: [FINISHED], result: [never] }, { sql: "x" }, 10_000);
  expect(names).toBe("execute result");
  expect(error).toMatchObject({
    message: `${late}the statement has ended, its result was not fetched`,
    statementId: STATEMENT_ID,
  });
});

test("answers the pages it has", async () => {
  const { answer } = await run(
    { execute: [FINISHED], result: [numbersPage([1], { NextToken: "p2" }), never] },
    { sql: "x" },
    10_000,
  );
  expect(answer).toMatchObject({ rows: [{ n: 1 }], nextToken: expect.any(String) });
});

test("keeps half of a short time back", async () => {
  const { error, atMilliseconds } = await run({ execute: [never] }, { sql: "x" }, 1_000);
  expect(error?.code).toBe("DEADLINE");
  expect(atMilliseconds).toBe(500);
});

test("the statement is cancelled also when its status cannot be had", async () => {
  const { error, names } = await run({
    execute: [STARTED],
    describe: [awsError("AccessDeniedException")],
    cancel: [{ Status: true }],
  });
  expect(names).toBe("execute describe cancel");
  expect(error).toMatchObject({ code: "STATEMENT_DENIED", statementId: STATEMENT_ID });
});
