import { QueriesFolder } from "../../testing/named-queries/queries-folder";

const folder = new QueriesFolder();

test.each([
  ["-- a \u001b[2J description", 2, "U+001B"],
  ["-- param a\u009bb: text", 2, "U+009B"],
  ["SELECT 1 /* \u202e */", 2, "U+202E"],
  ["SELECT 1\n  -- nothing\u2028 OR 2", 3, "U+2028"],
  ["SELECT 1 -- \r, 2", 2, "U+000D"],
  ["SELECT '\0'", 2, "U+0000"],
  ["SELECT 1 AS a\u200b", 2, "U+200B"],
  ["SELECT 1 AS a\u2060", 2, "U+2060"],
  ["\ufeff-- joined to the file above", 2, "U+FEFF"],
])("what a reviewer does not see is refused: %j", (text, line, code) => {
  expect(folder.withSql(text)).toEqual([
    `q/a.sql:${line} -: has ${code}, expected a text that reads as it runs; take it out, or write chr(…) for it in a string`,
  ]);
});

test("tabs, line ends of every kind and marks of languages are text", () => {
  expect(folder.withSql("SELECT\t1,\r\n '\u200c\u200d\u200e\u00ad'\r\n")).toEqual([]);
});

test("no name of a file reaches a terminal as it is", () => {
  expect(folder.problemsOf({ "a\u001b[2J.sql": "-- name: q\nSELECT 1" })).toEqual([
    "q/aU+001B[2J.sql:1 -: has a name with control characters, expected one that can be read; rename it",
  ]);
});
