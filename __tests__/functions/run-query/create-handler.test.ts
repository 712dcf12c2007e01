import type { Sts } from "../../../functions/run-query/assume-role";
import { createHandler } from "../../../functions/run-query/create-handler";
import type { DataApi } from "../../../functions/run-query/data-api";
import { QueryError } from "../../../functions/run-query/errors/query-error";
import { awsError, createFakeDataApi, numbersPage, STATEMENT_ID } from "./support/fake-data-api";
import { SETTINGS } from "./support/place";
import { createVirtualClock } from "./support/virtual-clock";

const CONTEXT = {
  awsRequestId: "6bc28136-xmpl-4365-b021-0ce6b2e64ab0",
  functionName: "analytics-query",
  invokedFunctionArn: "arn:aws:lambda:eu-west-1:111111111111:function:analytics-query",
  getRemainingTimeInMillis: () => 60_000,
};
const ROWS = {
  execute: [{ Id: STATEMENT_ID, Status: "FINISHED", HasResultSet: true }],
  result: [numbersPage([1])],
} as const;

function setUp(api: DataApi, assume?: Sts["assumeRole"]) {
  const clock = createVirtualClock();
  const lines: string[] = [];
  let assumed = 0;
  const handler = createHandler({
    settings: SETTINGS,
    sts: {
      assumeRole:
        assume ??
        (async () => {
          assumed++;
          return {
            Credentials: {
              AccessKeyId: "ASIAKEY",
              SecretAccessKey: "wJalrSecret",
              SessionToken: "FwoGToken",
              Expiration: new Date(3_600_000),
            },
            AssumedRoleUser: {
              AssumedRoleId: "x",
              Arn: "arn:aws:sts::222222222222:assumed-role/analytics-data/s",
            },
          };
        }),
    },
    connect: () => api,
    clock,
    log: (line) => lines.push(line),
  });
  const invoke = (event: unknown) => clock.run(handler(event, CONTEXT));
  return { invoke, lines, assumed: () => assumed };
}

async function failureOf(work: Promise<unknown>): Promise<QueryError> {
  const error = await work.catch((caught) => caught);
  if (error instanceof QueryError) return error;
  throw new Error("the handler did not fail with a QueryError");
}

test("returns rows, under the request id as client token", async () => {
  const api = createFakeDataApi(ROWS);
  const { invoke } = setUp(api);
  expect(await invoke({ sql: "select 1" })).toMatchObject({ status: "FINISHED", rows: [{ n: 1 }] });
  expect(api.calls[0]?.[1]).toMatchObject({ ClientToken: CONTEXT.awsRequestId });
});

test("assumes the data role once for many invocations", async () => {
  const { invoke, assumed } = setUp(createFakeDataApi(ROWS));
  await invoke({ sql: "select 1" });
  await invoke({ sql: "select 1" });
  expect(assumed()).toBe(1);
});

test("logs one line per statement", async () => {
  const { invoke, lines } = setUp(createFakeDataApi(ROWS));
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
  const { invoke, lines } = setUp(
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
      awsCode: "FAILED",
    },
  ]);
});

test("neither log nor error shows SQL, parameters, rows or credentials", async () => {
  const event = { sql: "select 'sqltext', :pin", parameters: { pin: "hunter2" } };
  const fine = setUp(createFakeDataApi({ ...ROWS, result: [numbersPage([987654321])] }));
  await fine.invoke(event);
  const failed = { Status: "FAILED", Error: 'ERROR: invalid digit, Value "hunter2"' } as const;
  const failing = setUp(
    createFakeDataApi({ execute: [{ Id: STATEMENT_ID, Status: "FAILED" }], describe: [failed] }),
  );
  const error = await failureOf(failing.invoke(event));
  const refused = setUp(createFakeDataApi({}));
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
  const { invoke, assumed } = setUp(api);
  expect((await failureOf(invoke({}))).fields).toMatchObject({ code: "EVENT_INVALID", hop: "event" });
  expect([api.calls.length, assumed()]).toEqual([0, 0]);
});

test("a refused hop 1 is told as such, and asked again by the next invocation", async () => {
  let asked = 0;
  const api = createFakeDataApi(ROWS);
  const { invoke } = setUp(api, async () => {
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
  const broken = {
    ...createFakeDataApi({}),
    execute: async () => ({ Id: STATEMENT_ID, Status: "FINISHED" }) as const,
  };
  const { invoke, lines } = setUp({
    ...broken,
    result: async () => ({ Records: null as never, ColumnMetadata: [] }),
  });
  const { fields } = await failureOf(invoke({ sql: "x" }));
  expect(fields).toEqual({
    code: "INTERNAL_ERROR",
    hop: "submit",
    message: "the function itself failed",
    advice: `this is a fault of the function; its log has the place under request id ${CONTEXT.awsRequestId}`,
  });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "ERROR",
    errorType: "TypeError",
    requestId: CONTEXT.awsRequestId,
  });
  expect(lines[0]).not.toContain("null");
});
