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
  ["SELECT '\u200e'", 2, "U+200E"],
  ["SELECT '\u05d0\u200f, 1'", 2, "U+200F"],
  ["SELECT '\u061c'", 2, "U+061C"],
  ["SELECT 'a\u00adb'", 2, "U+00AD"],
  ["SELECT 1 AS \u3164", 2, "U+3164"],
  ["SELECT 1 AS a\u200d", 2, "U+200D"],
  ["SELECT 1 AS \u00e9\u200d", 2, "U+200D"],
  ["SELECT 1 AS a\ufe0f", 2, "U+FE0F"],
  ["SELECT 'a\u{e0041}'", 2, "U+E0041"],
])("what a reviewer does not see is refused: %j", (text, line, code) => {
  expect(folder.withSql(text)).toEqual([
    `q/a.sql:${line} -: has ${code}, expected a text that reads as it runs; take it out, or write chr(…) for it in a string`,
  ]);
});

test("tabs, line ends of every kind, joined letters and pictures are text", () => {
  const [persian, family, heartOnFire, keycap, kanji] = [
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u{1f468}\u200d\u{1f467}",
    "\u2764\ufe0f\u200d\u{1f525}",
    "1\ufe0f\u20e3",
    "\u845b\u{e0100}",
  ];
  expect(folder.withSql(`SELECT\t1,\r\n '${persian}${family}${heartOnFire}${keycap}${kanji}'\r\n`)).toEqual(
    [],
  );
});

test("no name of a file reaches a terminal as it is", () => {
  expect(folder.problemsOf({ "a\u001b[2J.sql": "-- name: q\nSELECT 1" })).toEqual([
    "q/aU+001B[2J.sql:1 -: has a name with control characters, expected one that can be read; rename it",
  ]);
});
