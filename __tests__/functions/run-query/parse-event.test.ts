import { QueryError } from "../../../functions/run-query/errors/query-error";
import { DEFAULT_MAX_ROWS, parseEvent } from "../../../functions/run-query/parse-event";

function problemsOf(event: unknown): string {
  try {
    parseEvent(event);
  } catch (error) {
    if (error instanceof QueryError && error.fields.code === "EVENT_INVALID") return error.fields.message;
    throw error;
  }
  return "no problem";
}

test("a lone sql gets the defaults", () => {
  expect(parseEvent({ sql: "select 1" })).toEqual({
    sql: "select 1",
    parameters: [],
    maxRows: DEFAULT_MAX_ROWS,
    format: "objects",
  });
  expect(DEFAULT_MAX_ROWS).toBe(10_000);
});

test("all fields are taken over, values as plain text", () => {
  const parameters = { a: "x", b: 7, c: true, d: 1.5e-7, e: -2.5e-8, f: -0, g: 9007199254740991 };
  expect(parseEvent({ sql: "select :a", parameters, maxRows: 3, format: "csv" })).toEqual({
    sql: "select :a",
    parameters: [
      { name: "a", value: "x" },
      { name: "b", value: "7" },
      { name: "c", value: "true" },
      { name: "d", value: "0.00000015" },
      { name: "e", value: "-0.000000025" },
      { name: "f", value: "0" },
      { name: "g", value: "9007199254740991" },
    ],
    maxRows: 3,
    format: "csv",
  });
});

test.each([null, undefined, 1, "select 1", [{ sql: "select 1" }]])("%j is no event", (event) => {
  expect(problemsOf(event)).toBe(
    "the event is not an object, expected { sql, parameters?, maxRows?, format? }",
  );
});

test("everything wrong with an event is reported at once, without its values", () => {
  const event = {
    sql: " ",
    parameters: { id: null, "a-b": "secret", empty: "", list: ["secret"], sub: { x: "secret" } },
    maxRows: 0.5,
    format: "secret",
    sqls: ["secret"],
  };
  expect(problemsOf(event)).toBe(
    [
      'field "sqls" is unknown, expected only sql, parameters, maxRows, format',
      "sql is empty text, expected SQL text",
      "parameters[\"id\"] is null, which the Data API cannot send; write NULL in the SQL, or send a mark and use NULLIF(:name, 'mark')",
      'the name of parameters["a-b"] is malformed, expected letters, digits and _',
      "parameters[\"empty\"] is empty text, which the Data API cannot send; write '' in the SQL",
      'parameters["list"] is an array, expected a string, number or boolean',
      'parameters["sub"] is of type object, expected a string, number or boolean',
      "maxRows is 0.5, expected a whole number of at least 1",
      "format is other text, expected one of objects, rows, csv",
    ].join("; "),
  );
});

test.each<[string, unknown, string]>([
  ["no sql", {}, "sql is absent, expected SQL text"],
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
    'field "__proto__" is unknown, expected only sql, parameters, maxRows, format',
  ],
])("refuses %s", (_, event, problem) => {
  expect(problemsOf(event)).toBe(problem);
});

test("inherited fields are no fields", () => {
  expect(problemsOf(Object.create({ sql: "select 1" }))).toBe("sql is absent, expected SQL text");
});
