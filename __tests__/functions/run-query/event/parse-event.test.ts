import { DEFAULT_MAX_ROWS, parseEvent } from "../../../../functions/run-query/event/parse-event";
import { STATEMENT_ID } from "../../../../testing/redshift-data/fake-data-api";
import { eventProblems } from "../../../../testing/run-query/event-problems";

const RUN_FIELDS =
  "expected only sql, sqls, query, copy, unload, dryRun, mode, parameters, format, clientToken, sessionId, sessionKeepAliveSeconds, maxRows, onDeadline, showValues";

test("a lone sql gets the defaults", () => {
  expect(parseEvent({ sql: "select 1" })).toEqual({
    action: "run",
    submission: { text: { sql: "select 1" }, parameters: [], format: "objects" },
    maxRows: DEFAULT_MAX_ROWS,
    onDeadline: "cancel",
  });
  expect(DEFAULT_MAX_ROWS).toBe(10_000);
});

test("all fields are taken over, values as plain text", () => {
  const parameters = { a: "x", b: 7, c: true, d: 1.5e-7, e: -2.5e-8, f: -0, g: 9007199254740991 };
  const event = {
    sql: "select :a, :b, :c, :d, :e, :f, :g",
    parameters,
    maxRows: 3,
    format: "csv",
    clientToken: "t",
    sessionKeepAliveSeconds: 0,
    onDeadline: "keep",
  };
  expect(parseEvent(event)).toEqual({
    action: "run",
    maxRows: 3,
    onDeadline: "keep",
    submission: {
      text: { sql: "select :a, :b, :c, :d, :e, :f, :g" },
      format: "csv",
      clientToken: "t",
      sessionKeepAliveSeconds: 0,
      parameters: [
        { name: "a", value: "x" },
        { name: "b", value: "7" },
        { name: "c", value: "true" },
        { name: "d", value: "0.00000015" },
        { name: "e", value: "-0.000000025" },
        { name: "f", value: "0" },
        { name: "g", value: "9007199254740991" },
      ],
    },
  });
});

test.each([null, undefined, 1, "select 1", [{ sql: "select 1" }]])("%j is no event", (event) => {
  expect(eventProblems(event)).toBe(
    'the event is not an object, expected { "sql": … }, { "sqls": … }, { "query": … }, { "copy": … }, { "unload": … } or { "action": … }',
  );
});

test("everything wrong with an event is reported at once, without its values", () => {
  const event = {
    sql: " ",
    parameters: { id: null, "a-b": "secret", empty: "", list: ["secret"], sub: { x: "secret" } },
    maxRows: 0.5,
    format: "secret",
    sqls: ["select 1", "", 5],
    mode: "secret",
    clientToken: "",
    sessionId: "secret",
    sessionKeepAliveSeconds: 86_401,
    onDeadline: "secret",
    statementId: "secret",
    Secret_Thing: 1,
  };
  expect(eventProblems(event)).toBe(
    [
      `field "statementId" does not go with an event without action, ${RUN_FIELDS}`,
      `field "Secret_Thing" is unknown, ${RUN_FIELDS}`,
      "mode is text of length 6, expected one of transaction, autoCommit",
      "sql and sqls are both given, expected one of them",
      "sqls[1] is empty text, expected SQL text",
      "sqls[2] is 5, expected SQL text",
      "parameters[\"id\"] is null, which the Data API cannot send; write NULL in the SQL, or send a mark and use NULLIF(:name, 'mark')",
      'the name of parameters["a-b"] is malformed, expected letters, digits and _',
      "parameters[\"empty\"] is empty text, which the Data API cannot send; write '' in the SQL",
      'parameters["list"] is an array, expected a string, number or boolean',
      'parameters["sub"] is of type object, expected a string, number or boolean',
      "clientToken is empty text, expected text of 1 to 64 characters",
      "sessionId is text of length 6, expected the sessionId of an answer, unchanged",
      "sessionKeepAliveSeconds is 86401, expected a whole number from 0 to 86400",
      "format is text of length 6, expected one of objects, rows, csv",
      "maxRows is 0.5, expected a whole number of at least 1",
      "onDeadline is text of length 6, expected one of cancel, keep",
    ].join("; "),
  );
});

test.each<[string, unknown, string]>([
  ["no sql", {}, "sql and sqls are absent, expected one of them"],
  ["sql null", { sql: null }, "sql is null, expected SQL text"],
  [
    "parameters null",
    { sql: "x", parameters: null },
    "parameters is not an object, expected name → string, number or boolean",
  ],
  [
    "parameters a list",
    { sql: "x", parameters: [] },
    "parameters is not an object, expected name → string, number or boolean",
  ],
  [
    "not finite",
    { sql: "x", parameters: { n: Number.NaN } },
    "parameters[\"n\"] is not finite, expected a finite number; send 'NaN' or 'Infinity' as text",
  ],
  [
    "rounded",
    { sql: "x", parameters: { n: 9007199254740992 } },
    'parameters["n"] is a number beyond 2^53-1, which JSON readers round; send its digits as text',
  ],
  ["maxRows zero", { sql: "x", maxRows: 0 }, "maxRows is 0, expected a whole number of at least 1"],
  ["maxRows null", { sql: "x", maxRows: null }, "maxRows is null, expected a whole number of at least 1"],
  ["format array", { sql: "x", format: ["csv"] }, "format is an array, expected one of objects, rows, csv"],
  [
    "hostile name",
    JSON.parse('{ "sql": "x", "__proto__": 1 }'),
    `field "__proto__" is unknown, ${RUN_FIELDS}`,
  ],
])("refuses %s", (_, event, problem) => {
  expect(eventProblems(event)).toBe(problem);
});

test("inherited fields are no fields", () => {
  expect(eventProblems(Object.create({ sql: "select 1" }))).toBe(
    "sql and sqls are absent, expected one of them",
  );
});

describe("hints", () => {
  test.each([
    ["SQL", "sql"],
    ["queryName", "query"],
    ["Statement_Id", "statementId"],
    ["max-rows", "maxRows"],
    ["Params", "parameters"],
    ["idempotency_token", "clientToken"],
    ["executionMode", "mode"],
  ])("%s may mean %s", (name, meant) => {
    expect(eventProblems({ sql: "x", [name]: 1 })).toBe(`field "${name}" is unknown, expected ${meant}`);
  });

  test("a name that JavaScript objects have is only a name", () => {
    expect(eventProblems({ sql: "x", constructor: 1 })).toBe(`field "constructor" is unknown, ${RUN_FIELDS}`);
  });

  test("data in the place of a name is cut", () => {
    expect(eventProblems({ sql: "x", ["y".repeat(1_000)]: 1 })).toBe(
      `field "${"y".repeat(64)}" is unknown, ${RUN_FIELDS}`,
    );
  });
});

test("a batch has its mode and its parameters", () => {
  const event = { sqls: ["insert :a", "select"], mode: "autoCommit", parameters: { a: 1 } };
  expect(parseEvent(event)).toMatchObject({
    action: "run",
    submission: {
      text: { sqls: ["insert :a", "select"], mode: "autoCommit" },
      parameters: [{ name: "a", value: "1" }],
    },
  });
  expect(parseEvent({ sqls: ["x"] })).toMatchObject({ submission: { text: { mode: "transaction" } } });
});

test.each<[string, unknown, string]>([
  ["no statements", { sqls: [] }, "sqls is an array of 0, expected an array of 1 to 40 SQL texts"],
  [
    "41 statements",
    { sqls: Array(41).fill("x") },
    "sqls is an array of 41, expected an array of 1 to 40 SQL texts",
  ],
  ["a lone text", { sqls: "x" }, "sqls is text of length 1, expected an array of 1 to 40 SQL texts"],
  ["mode of one statement", { sql: "x", mode: "transaction" }, "mode is given without sqls, which it is for"],
  [
    "a long token",
    { sql: "x", clientToken: "t".repeat(65) },
    "clientToken is text of length 65, expected text of 1 to 64 characters",
  ],
])("refuses %s", (_, event, problem) => {
  expect(eventProblems(event)).toBe(problem);
});

test("with hundreds of faults the first fifty are told", () => {
  const parameters = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`p${index}`, null]));
  const problems = eventProblems({ sql: "x", parameters }).split("; parameters");
  expect(problems).toHaveLength(50);
  expect(problems[49]).toMatch(/and 250 more$/);
});

describe("follow-up", () => {
  test("a statement id is all that status and cancel take", () => {
    expect(parseEvent({ action: "status", statementId: `${STATEMENT_ID}:2` })).toEqual({
      action: "status",
      statementId: `${STATEMENT_ID}:2`,
    });
    expect(parseEvent({ action: "cancel", statementId: STATEMENT_ID })).toEqual({
      action: "cancel",
      statementId: STATEMENT_ID,
    });
  });

  test("a submit takes what is submitted", () => {
    const event = { action: "submit", sql: "x", format: "csv", sessionId: STATEMENT_ID };
    expect(parseEvent(event)).toEqual({
      action: "submit",
      submission: { text: { sql: "x" }, parameters: [], format: "csv", sessionId: STATEMENT_ID },
    });
  });

  test.each<[string, object, string]>([
    [
      "an action of its own",
      { action: "secret" },
      "action is text of length 6, expected one of submit, status, result, cancel",
    ],
    [
      "no id",
      { action: "status" },
      "statementId is absent, expected the statementId of an answer, unchanged",
    ],
    [
      "a malformed id",
      { action: "result", statementId: "secret" },
      "statementId is text of length 6, expected the statementId of an answer, unchanged",
    ],
    [
      "a part of a batch",
      { action: "cancel", statementId: `${STATEMENT_ID}:1` },
      "statementId is one of a batch, expected the batch's own id, without the colon and number",
    ],
    [
      "rows of a submit",
      { action: "submit", sql: "x", maxRows: 1 },
      'field "maxRows" does not go with action "submit", expected only action, sql, sqls, query, copy, unload, dryRun, mode, parameters, format, clientToken, sessionId, sessionKeepAliveSeconds',
    ],
  ])("refuses %s", (_, event, problem) => {
    expect(eventProblems(event)).toBe(problem);
  });
});
