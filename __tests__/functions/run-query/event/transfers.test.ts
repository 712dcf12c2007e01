import { parseEvent } from "../../../../functions/run-query/event/parse-event";
import type { EventRules } from "../../../../functions/run-query/event/read-named-query";
import { QueryError } from "../../../../redshift-data/errors/query-error";
import { COPY_SETTINGS } from "../../../../testing/redshift-data/link-context";

const RULES: EventRules = { queries: new Map(), rawSql: true, link: COPY_SETTINGS };
const copy = { table: "orders", from: "s3://acme-landing/incoming/", format: "csv" };
const unload = { sql: "SELECT 1", to: "s3://acme-landing/exports/a_", format: "csv" };

/** What is wrong with an event; nothing for one that is taken. */
function problems(event: object): string {
  try {
    parseEvent(event, RULES);
    return "none";
  } catch (error) {
    if (error instanceof QueryError) return error.fields.message;
    throw error;
  }
}

const BOTH = "sqls[0] has several members, expected copy or unload alone";
const TRANSFER = 'expected SQL text, { "copy": … } or { "unload": … }';

test.each<[string, object, string]>([
  ["both", { copy, unload }, "copy and unload are both given, expected one of them"],
  [
    "fields of SQL beside it",
    {
      copy,
      sql: "SELECT 1",
      sqls: ["SELECT 1"],
      query: "q",
      mode: "autoCommit",
      parameters: {},
      format: "csv",
    },
    ["sql", "sqls", "query", "mode", "parameters", "format"]
      .map((field) => `${field} does not go with copy, expected copy alone`)
      .join("; "),
  ],
  [
    "a dry run of UNLOAD",
    { unload, dryRun: true },
    "dryRun is given without copy, which it is for: UNLOAD has no run without files",
  ],
  ["a dry run of SQL", { sql: "SELECT 1", dryRun: true }, "dryRun is given without copy, which it is for"],
  ["a dry run that is no flag", { copy, dryRun: 1 }, "dryRun is 1, expected true or false"],
  ["both in one member of a batch", { sqls: [{ copy, unload }] }, BOTH],
  ["an option beside it in a batch", { sqls: [{ copy, dryRun: true }] }, BOTH],
  [
    "a member that is neither",
    { sqls: [{ sql: "SELECT 1" }, 7] },
    `sqls[0] is of type object, ${TRANSFER}; sqls[1] is 7, expected SQL text`,
  ],
  [
    "CSV of a batch with one",
    { sqls: ["SELECT 1", { copy }], format: "csv" },
    "format is csv, expected another one: what copy and unload answer is no CSV",
  ],
  [
    "more statements than AWS takes, with those that ask for figures",
    { sqls: [...Array.from({ length: 13 }, () => ({ unload })), "SELECT 1", "SELECT 2"] },
    "sqls holds 41 statements with those that ask for the figures of copy and unload, expected at most 40",
  ],
  [
    "a parameter without a value behind one, by its number in the event",
    { sqls: [{ copy }, { unload }, "SELECT :id"] },
    'sqls[2] uses the parameter "id", expected a value for it in parameters; a colon that is text belongs in quotes, a cast has two',
  ],
])("COPY and UNLOAD: refuses %s", (_, event, problem) => {
  expect(problems(event)).toBe(problem);
});

test("a batch of as many as AWS takes, and what an object has of its prototype is none of them", () => {
  expect(problems({ sqls: [...Array.from({ length: 13 }, () => ({ unload })), "SELECT 1"] })).toBe("none");
  expect(problems({ sqls: [Object.create({ copy })] })).toBe(`sqls[0] is of type object, ${TRANSFER}`);
});
