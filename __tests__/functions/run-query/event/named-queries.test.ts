import { PROBE_SQL } from "../../../../functions/run-query/contract";
import { parseEvent } from "../../../../functions/run-query/event/parse-event";
import type { EventRules } from "../../../../functions/run-query/event/read-named-query";
import { QueryError } from "../../../../redshift-data/errors/query-error";
import type { NamedQuery } from "../../../../redshift-data/queries/named-query";
import { COPY_SETTINGS } from "../../../../testing/redshift-data/link-context";

const MONTHLY: NamedQuery = {
  name: "monthly_sales",
  description: "",
  sql: "SELECT * FROM sales WHERE month >= :since AND region = :region",
  parameters: [
    { name: "since", type: "date", nullable: false },
    { name: "region", type: "text", nullable: true },
  ],
};
const ALL: NamedQuery = { name: "all_orders", description: "", sql: "SELECT * FROM orders", parameters: [] };

function rules(rawSql: boolean, queries: readonly NamedQuery[] = [MONTHLY, ALL]): EventRules {
  const link = { redshiftRegion: "ap-northeast-1" };
  return { queries: new Map(queries.map((query) => [query.name, query])), rawSql, link };
}

/** Code and message of a refusal. */
function refusal(event: unknown, given: EventRules): readonly [code: string, message: string] {
  try {
    parseEvent(event, given);
  } catch (error) {
    if (error instanceof QueryError) return [error.fields.code, error.fields.message];
    throw error;
  }
  throw new Error("the event was taken");
}

const PARAMETERS = { since: "2026-01-01", region: null };

test.each([true, false])("a named query is asked for by its name, with rawSql: %s", (rawSql) => {
  expect(parseEvent({ query: "monthly_sales", parameters: PARAMETERS }, rules(rawSql))).toEqual({
    action: "run",
    submission: {
      query: "monthly_sales",
      text: { sql: "SELECT * FROM sales WHERE month >= :since AND region = CAST(NULL AS VARCHAR)" },
      parameters: [{ name: "since", value: "2026-01-01" }],
      format: "objects",
    },
    maxRows: 10_000,
    onDeadline: "cancel",
  });
});

test("a named query can be submitted, with everything that goes with a submission", () => {
  const event = { action: "submit", query: "all_orders", clientToken: "t-1", format: "csv" };
  expect(parseEvent(event, rules(false))).toEqual({
    action: "submit",
    submission: {
      query: "all_orders",
      text: { sql: "SELECT * FROM orders" },
      parameters: [],
      format: "csv",
      clientToken: "t-1",
    },
  });
});

const ID = "d9b6c0c9-0747-4bf4-b142-e8883122f766";

test.each(["status", "result", "cancel"])("rawSql: false leaves action %s alone", (action) => {
  expect(parseEvent({ action, statementId: ID }, rules(false))).toMatchObject({ action, statementId: ID });
});

const REFUSED = "sql, sqls and mode are not allowed on this link, which has rawSql: false, expected query";

test.each<[string, object, string]>([
  ["sql", { sql: "SELECT 1" }, REFUSED],
  ["a submission of sql", { action: "submit", sql: "SELECT 1" }, REFUSED],
  ["a batch", { sqls: ["SELECT 1"] }, REFUSED],
  ["SQL beside a query", { query: "all_orders", sql: "SELECT 1" }, `${REFUSED} alone`],
  ["mode beside a query", { query: "all_orders", mode: "autoCommit" }, `${REFUSED} alone`],
])("rawSql: false refuses %s", (_, event, message) => {
  expect(refusal(event, rules(false))).toEqual(["RAW_SQL_REFUSED", message]);
});

const COPY = { table: "orders", from: "s3://acme-landing/incoming/a.csv", format: "csv" };
const UNLOAD = { sql: "SELECT 1", to: "s3://acme-landing/exports/a_", format: "csv" };
const TRANSFER_REFUSED =
  "copy and unload are not allowed on this link, which has rawSql: false, expected query";

test.each<[string, object, string]>([
  ["copy, which is no SQL and may write any table of the user's", { copy: COPY }, TRANSFER_REFUSED],
  ["a copy that only checks", { copy: COPY, dryRun: true }, TRANSFER_REFUSED],
  ["unload, whose SQL is the caller's", { unload: UNLOAD }, TRANSFER_REFUSED],
  ["a submission of either", { action: "submit", copy: COPY }, TRANSFER_REFUSED],
  [
    "a batch with them",
    { sqls: [{ copy: COPY }, { unload: UNLOAD }] },
    `${REFUSED}; ${TRANSFER_REFUSED}; ${TRANSFER_REFUSED}`,
  ],
])("rawSql: false refuses %s, whatever buckets the link has", (_, event, message) => {
  const link = COPY_SETTINGS;
  expect(refusal(event, { ...rules(false), link })).toEqual(["RAW_SQL_REFUSED", message]);
  // The same event is one where the link allows it.
  expect(parseEvent(event, { ...rules(true), link })).toMatchObject({});
});

test.each<[string, object, boolean, string]>([
  ["no query", {}, false, "query is absent, expected the name of a named query (rawSql: false)"],
  [
    "a query and SQL",
    { query: "all_orders", sql: "SELECT 1" },
    true,
    "sql and query are both given, expected one of them",
  ],
  ["a query that is no text", { query: 7 }, true, "query is 7, expected the name of a named query"],
  [
    "parameters in a list",
    { query: "all_orders", parameters: [] },
    true,
    "parameters is not an object, expected name → value",
  ],
  [
    "two kinds of problems",
    { query: "monthly_sale", maxRows: 0 },
    true,
    'query is "monthly_sale", expected one of monthly_sales, all_orders; did you mean monthly_sales?; maxRows is 0, expected a whole number of at least 1',
  ],
])("refuses %s", (_, event, rawSql, message) => {
  expect(refusal(event, rules(rawSql))).toEqual(["EVENT_INVALID", message]);
});

test("the doctor's statement runs with rawSql: false too, and nothing that is like it", () => {
  expect(parseEvent({ sql: PROBE_SQL, format: "rows" }, rules(false))).toMatchObject({
    submission: { text: { sql: "SELECT 1 AS one" }, parameters: [] },
  });
  for (const event of [
    { sql: `${PROBE_SQL};` },
    { sql: PROBE_SQL.toLowerCase() },
    { sql: PROBE_SQL, sqls: ["SELECT 2"] },
    { sqls: [PROBE_SQL] },
    { sql: PROBE_SQL, query: "all_orders" },
  ]) {
    expect(["RAW_SQL_REFUSED", "EVENT_INVALID"]).toContain(refusal(event, rules(false))[0]);
  }
});

test.each<[string, EventRules, string]>([
  [
    "Monthly_Sales",
    rules(true),
    'query is "Monthly_Sales", expected one of monthly_sales, all_orders; did you mean monthly_sales?',
  ],
  ["nothing_like_it", rules(true), 'query is "nothing_like_it", expected one of monthly_sales, all_orders'],
  ["SELECT 1 FROM t", rules(true), "query is text of length 15, expected one of monthly_sales, all_orders"],
  [
    "monthly_sales",
    rules(true, []),
    "query is given, and this link has no named queries, expected sql; queries of the link names a folder of them",
  ],
  [
    "q",
    rules(
      true,
      Array.from({ length: 23 }, (_, index) => ({ ...ALL, name: `listed_name_${index}` })),
    ),
    `query is "q", expected one of ${Array.from({ length: 20 }, (_, index) => `listed_name_${index}`).join(", ")} and 3 more`,
  ],
])("query %s is not found", (query, given, message) => {
  expect(refusal({ query }, given)).toEqual(["QUERY_NOT_FOUND", message]);
});

test("values are checked by type and told by name; none is shown", () => {
  const parameters = { since: "hunter2", region: 4711, pin: "s3cr3t" };
  expect(refusal({ query: "monthly_sales", parameters }, rules(true))).toEqual([
    "QUERY_VALUES_INVALID",
    [
      'parameters["pin"] is none of monthly_sales, expected only since, region',
      "parameters.since of monthly_sales is text of length 7, expected a day such as 2026-01-31",
      "parameters.region of monthly_sales is a number, expected text, or null",
    ].join("; "),
  ]);
  expect(refusal({ query: "monthly_sales", parameters: { since: null } }, rules(true))).toEqual([
    "QUERY_VALUES_INVALID",
    "parameters.since of monthly_sales is null, expected a day such as 2026-01-31; `null` behind its type in the file allows it; parameters.region of monthly_sales is absent, expected text, or null",
  ]);
  expect(refusal({ query: "all_orders", parameters: { x: 1 } }, rules(true))).toEqual([
    "QUERY_VALUES_INVALID",
    'parameters["x"] is none of all_orders, expected no parameters',
  ]);
});
