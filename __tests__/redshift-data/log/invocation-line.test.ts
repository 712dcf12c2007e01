import { createUsage } from "../../../redshift-data/client/calls/usage";
import { answerLine, failureLine, type InvocationFigures } from "../../../redshift-data/log/invocation-line";
import { STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";

const FIGURES: InvocationFigures = {
  requestId: "request-1",
  link: "analytics",
  action: "run",
  usage: {
    calls: 5,
    retries: 1,
    waits: 2,
    waitMilliseconds: 9_000,
    assumeRoleMilliseconds: 400,
    rows: 3,
    bytes: 120,
  },
  startedAtMilliseconds: 1_000,
  endedAtMilliseconds: 11_000,
};

const PER_LINK = {
  Namespace: "CrossAccountRedshift",
  Dimensions: [["link"]],
  Metrics: [
    { Name: "durationMs", Unit: "Milliseconds" },
    { Name: "overheadMs", Unit: "Milliseconds" },
    { Name: "calls", Unit: "Count" },
    { Name: "retries", Unit: "Count" },
    { Name: "failures", Unit: "Count" },
  ],
};

test("an answer is one line of JSON with its metrics at the top level", () => {
  const line = answerLine(FIGURES, {
    status: "FINISHED",
    statementId: STATEMENT_ID,
    columns: [{ name: "secret", type: "int4" }],
    rows: [{ secret: 42 }],
    rowCount: 3,
    durationMs: 10_000,
  });
  expect(line).not.toContain("\n");
  expect(JSON.parse(line)).toEqual({
    timestamp: "1970-01-01T00:00:11.000Z",
    level: "INFO",
    requestId: "request-1",
    link: "analytics",
    action: "run",
    statementId: STATEMENT_ID,
    status: "FINISHED",
    more: false,
    rows: 3,
    bytes: 120,
    waits: 2,
    waitMs: 8_600,
    hop1Ms: 400,
    durationMs: 10_000,
    overheadMs: 1_400,
    calls: 5,
    retries: 1,
    failures: 0,
    _aws: { Timestamp: 11_000, CloudWatchMetrics: [PER_LINK] },
  });
});

test("a failure is counted by its code too, and AWS's text left out", () => {
  const line = failureLine(FIGURES, {
    code: "SQL_FAILED",
    hop: "sql",
    message: "the engine refused the statement",
    statementStatus: "FAILED",
    awsMessage: 'ERROR: near "select secret"',
    statementId: STATEMENT_ID,
    advice: "advice",
  });
  expect(line).not.toContain("secret");
  expect(JSON.parse(line)).toMatchObject({
    level: "ERROR",
    status: "ERROR",
    code: "SQL_FAILED",
    hop: "sql",
    statementStatus: "FAILED",
    statementId: STATEMENT_ID,
    failures: 1,
    _aws: {
      CloudWatchMetrics: [
        PER_LINK,
        {
          Namespace: "CrossAccountRedshift",
          Dimensions: [["link", "code"]],
          Metrics: [{ Name: "failures", Unit: "Count" }],
        },
      ],
    },
  });
});

test("every metric is a number of the line, every dimension a text of it", () => {
  const fields = { code: "SQL_FAILED", hop: "sql", message: "", advice: "" } as const;
  const line = JSON.parse(failureLine(FIGURES, fields));
  for (const { Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
    for (const name of Dimensions.flat()) expect(typeof line[name]).toBe("string");
    for (const { Name } of Metrics) expect(typeof line[Name]).toBe("number");
  }
});

test("an answer with rows left says so, of a batch too", () => {
  const result = {
    status: "FINISHED",
    statementId: STATEMENT_ID,
    columns: [],
    rowCount: 1,
    nextToken: "t",
  } as const;
  const more = (answer: Parameters<typeof answerLine>[1]) => JSON.parse(answerLine(FIGURES, answer)).more;
  expect(more({ ...result, durationMs: 0 })).toBe(true);
  expect(more({ status: "FINISHED", statementId: "b", statements: [result], durationMs: 0 })).toBe(true);
});

test("a refused event has neither action nor statement, and costs nothing", () => {
  const refused = { ...FIGURES, action: undefined, usage: createUsage() };
  const line = JSON.parse(
    failureLine(refused, { code: "EVENT_INVALID", hop: "event", message: "", advice: "" }),
  );
  expect(line).not.toHaveProperty("action");
  expect(line).not.toHaveProperty("statementId");
  expect(line).toMatchObject({ calls: 0, rows: 0, failures: 1 });
});
