import { createHandler } from "../../../functions/run-query/create-handler";
import {
  awsError,
  createFakeDataApi,
  numbersPage,
  STATEMENT_ID,
} from "../../../testing/redshift-data/fake-data-api";
import { createVirtualClock } from "../../../testing/redshift-data/virtual-clock";
import { ASSUMED, CONTEXT, failureOf, setUpHandler } from "../../../testing/run-query/handler";

const ROWS = {
  execute: [{ Id: STATEMENT_ID, Status: "FINISHED", HasResultSet: true }],
  result: [numbersPage([1])],
} as const;

test("returns rows, under the request id as client token", async () => {
  const api = createFakeDataApi(ROWS);
  const { invoke } = setUpHandler(api);
  expect(await invoke({ sql: "select 1" })).toMatchObject({ status: "FINISHED", rows: [{ n: 1 }] });
  expect(api.calls[0]?.[1]).toMatchObject({ ClientToken: CONTEXT.awsRequestId });
});

test("assumes the data role once for many invocations", async () => {
  const { invoke, assumed } = setUpHandler(createFakeDataApi(ROWS));
  await invoke({ sql: "select 1" });
  await invoke({ sql: "select 1" });
  expect(assumed()).toBe(1);
});

test("logs one line per statement", async () => {
  const { invoke, lines } = setUpHandler(createFakeDataApi(ROWS));
  await invoke({ sql: "select 1" });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      requestId: CONTEXT.awsRequestId,
      link: "analytics",
      action: "run",
      statementId: STATEMENT_ID,
      calls: 2,
    },
  ]);
});

test("logs one line per failure", async () => {
  const failed = { Status: "FAILED", Error: 'ERROR: relation "t" does not exist' } as const;
  const { invoke, lines } = setUpHandler(
    createFakeDataApi({ execute: [{ Id: STATEMENT_ID, Status: "FAILED" }], describe: [failed] }),
  );
  await failureOf(invoke({ sql: "select 1" }));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      requestId: CONTEXT.awsRequestId,
      link: "analytics",
      action: "run",
      calls: 2,
      statementId: STATEMENT_ID,
      status: "ERROR",
      code: "TABLE_NOT_FOUND",
      hop: "sql",
      statementStatus: "FAILED",
    },
  ]);
});

test("neither log nor error shows SQL, parameters, rows or credentials", async () => {
  const event = { sql: "select 'sqltext', :pin", parameters: { pin: "hunter2" } };
  const fine = setUpHandler(createFakeDataApi({ ...ROWS, result: [numbersPage([987654321])] }));
  await fine.invoke(event);
  const failed = { Status: "FAILED", Error: 'ERROR: invalid digit, Value "hunter2"' } as const;
  const failing = setUpHandler(
    createFakeDataApi({ execute: [{ Id: STATEMENT_ID, Status: "FAILED" }], describe: [failed] }),
  );
  const error = await failureOf(failing.invoke(event));
  const refused = setUpHandler(createFakeDataApi({}));
  const invalid = await failureOf(refused.invoke({ ...event, maxRows: 0, parameters: { pin: ["hunter2"] } }));
  const written = [
    ...fine.lines,
    ...failing.lines,
    ...refused.lines,
    error.message,
    error.stack,
    invalid.message,
  ].join("\n");
  expect(written).toContain("EVENT_INVALID");
  for (const secret of ["sqltext", "hunter2", "987654321", "ASIAKEY", "wJalrSecret", "FwoGToken"]) {
    expect(written).not.toContain(secret);
  }
});

test("fails for a refused event without calling AWS", async () => {
  const api = createFakeDataApi({});
  const { invoke, assumed } = setUpHandler(api);
  expect((await failureOf(invoke({}))).fields).toMatchObject({ code: "EVENT_INVALID", hop: "event" });
  expect([api.calls.length, assumed()]).toEqual([0, 0]);
});

test("a request may bring its own client token", async () => {
  const api = createFakeDataApi(ROWS);
  await setUpHandler(api).invoke({ sql: "insert", clientToken: "order-42" });
  expect(api.calls[0]?.[1]).toMatchObject({ ClientToken: "order-42" });
});

test("the time of hop 1 is overhead, not a wait for the statement", async () => {
  const { invoke, lines } = setUpHandler(createFakeDataApi(ROWS), async (clock) => {
    await clock.sleep(400);
    return ASSUMED;
  });
  await invoke({ sql: "select 1" });
  await invoke({ sql: "select 1" });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { durationMs: 400, hop1Ms: 400, waitMs: 0, overheadMs: 400 },
    { durationMs: 0, hop1Ms: 0, waitMs: 0, overheadMs: 0 },
  ]);
});

test("every action has its answer and its line", async () => {
  const described = {
    describe: [{ Status: "FINISHED", HasResultSet: true }],
    cancel: [{ Status: true }],
  } as const;
  const { invoke, lines } = setUpHandler(createFakeDataApi({ ...ROWS, ...described }));
  const events = [
    { action: "submit", sql: "x" },
    { action: "status", statementId: STATEMENT_ID },
    { action: "result", statementId: STATEMENT_ID },
    { action: "cancel", statementId: STATEMENT_ID },
  ];
  for (const event of events) expect(await invoke(event)).toMatchObject({ statementId: STATEMENT_ID });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { action: "submit", calls: 1 },
    { action: "status", calls: 1, waits: 1 },
    { action: "result", calls: 2, waits: 1, rows: 1 },
    { action: "cancel", calls: 2 },
  ]);
});

test("a refused hop 1 is told as such, and asked again by the next invocation", async () => {
  let asked = 0;
  const api = createFakeDataApi(ROWS);
  const { invoke } = setUpHandler(api, async () => {
    asked++;
    throw awsError("AccessDenied", "not authorized to perform: sts:AssumeRole", 403);
  });
  expect((await failureOf(invoke({ sql: "x" }))).fields).toMatchObject({
    code: "HOP1_DENIED",
    hop: "assume-role",
    awsCode: "AccessDenied",
    awsMessage: "not authorized to perform: sts:AssumeRole",
  });
  await failureOf(invoke({ sql: "x" }));
  expect(asked).toBe(2);
  expect(api.calls).toEqual([]);
});

test("a fault of the function itself is told without its text", async () => {
  const lines: string[] = [];
  const handler = createHandler({
    linkName: "analytics",
    client: { answer: () => Promise.reject(new TypeError("hunter2\n    at hunter2 (file:1:1)")) },
    clock: createVirtualClock(),
    log: (line) => lines.push(line),
  });
  const { fields } = await failureOf(handler({ sql: "x" }, CONTEXT));
  expect(fields).toEqual({
    code: "INTERNAL_ERROR",
    hop: "function",
    message: "the function itself failed",
    advice: `this is a fault of the function; its log has the place under request id ${CONTEXT.awsRequestId}`,
  });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "ERROR",
    errorType: "TypeError",
    requestId: CONTEXT.awsRequestId,
    at: expect.arrayContaining([expect.stringContaining("create-handler.test.ts")]),
  });
  expect(lines.join("\n")).not.toContain("hunter2");
});

test("an answer that is none of the Data API is told as such, without anything of it", async () => {
  const { invoke } = setUpHandler({
    ...createFakeDataApi({ execute: ROWS.execute }),
    result: async () => ({ Records: "hunter2" as never, ColumnMetadata: [] }),
  });
  expect((await failureOf(invoke({ sql: "x" }))).fields).toEqual({
    code: "UNKNOWN",
    hop: "result",
    message: "AWS's answer is not one of the Data API: its rows are no lists",
    statementId: STATEMENT_ID,
    advice:
      'ask for the statement again, with "action": "status" or "result", which runs nothing twice; if it lasts, look at the AWS Health Dashboard, and at what stands between the function and AWS',
  });
});
