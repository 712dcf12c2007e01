import type { LinkDatabase } from "../../redshift-data/link-database";
import { fakeContext, fakeLink } from "../../redshift-data/testing";

async function firstOf(rows: AsyncIterable<unknown>): Promise<unknown> {
  for await (const row of rows) return row;
  return undefined;
}

test.each([
  ["no SQL", (database: LinkDatabase) => database.query(" "), "the SQL is empty or no text"],
  [
    "no statements",
    (database: LinkDatabase) => database.batch([]),
    "the batch has 0 statements, expected 1 to 40",
  ],
  [
    "a name",
    (database: LinkDatabase) => database.submit("SELECT 1", { "a-b": 1 }),
    "the name of parameter 1 is malformed",
  ],
  [
    "empty text",
    (database: LinkDatabase) => database.query("SELECT :a", { a: "" }),
    "parameter a is empty text",
  ],
  [
    "infinity",
    (database: LinkDatabase) => database.query("SELECT :a", { a: 1 / 0 }),
    "parameter a is not finite",
  ],
  ["too long", (database: LinkDatabase) => database.query("SELECT :a", { a: 2 ** 60 }), "beyond 2^53-1"],
  [
    "NULL",
    (database: LinkDatabase) => database.query("SELECT :a", JSON.parse('{"a":null}')),
    "parameter a is null",
  ],
  [
    "a list",
    (database: LinkDatabase) => database.query("SELECT :a", JSON.parse('{"a":[]}')),
    "of type object",
  ],
  [
    "without value",
    (database: LinkDatabase) => database.query("SELECT :a"),
    "uses the parameter a, expected a value",
  ],
  [
    "unused",
    (database: LinkDatabase) => database.query("SELECT 1", { a: 1 }),
    "parameter a is used by no statement",
  ],
  ["quoted", (database: LinkDatabase) => database.query("SELECT ':a'", { a: 1 }), "within quotes only"],
  [
    "a long token",
    (database: LinkDatabase) => database.query("SELECT 1", {}, { clientToken: "x".repeat(65) }),
    "clientToken is none, expected text of 1 to 64 characters",
  ],
  [
    "no session",
    (database: LinkDatabase) => database.submit("SELECT 1", {}, { sessionId: "mine" }),
    "sessionId is none, expected the sessionId of an answer",
  ],
  [
    "half a second",
    (database: LinkDatabase) => database.batch(["SELECT 1"], {}, { sessionKeepAliveSeconds: 0.5 }),
    "sessionKeepAliveSeconds is none, expected a whole number from 0 to 86400",
  ],
  ["no id", (database: LinkDatabase) => database.follow("x"), "statementId is none"],
  ["no id to ask for", (database: LinkDatabase) => database.status(""), "statementId is none"],
  [
    "a part to cancel",
    (database: LinkDatabase) => database.cancel("d8d3cf9e-1111-4222-8333-444444444444:1"),
    "expected the batch's own id",
  ],
  [
    "no parameters",
    (database: LinkDatabase) => database.query("SELECT 1", JSON.parse("null")),
    "the parameters are null, expected an object: name → value",
  ],
  [
    "no options",
    (database: LinkDatabase) => database.submit("SELECT 1", {}, JSON.parse("null")),
    "the options are null, expected an object",
  ],
  [
    "no list",
    (database: LinkDatabase) => database.batch(JSON.parse('"SELECT 1"')),
    "the batch is text of length 8, expected a list of statements",
  ],
  [
    "a mode in small letters",
    (database: LinkDatabase) => database.batch(["SELECT 1"], {}, JSON.parse('{"mode":"autocommit"}')),
    "mode is text of length 10, expected transaction or autoCommit",
  ],
  [
    "flags as text",
    (database: LinkDatabase) =>
      database.copy(
        { table: "t", from: "s3://b/a.csv", format: "csv" },
        JSON.parse('{"dryRun":"false","showValues":"false"}'),
      ),
    "dryRun is text of length 5, expected true or false; showValues is text of length 5, expected true or false",
  ],
  ["stream", (database: LinkDatabase) => firstOf(database.stream("")), "the SQL is empty or no text"],
])("what AWS would refuse is refused before: %s", async (_name, work, message) => {
  const link = fakeLink([]);
  await expect(work(link.database(fakeContext()))).rejects.toMatchObject({
    fields: { code: "EVENT_INVALID", message: expect.stringContaining(message) },
  });
  expect(link.statements).toEqual([]);
});
