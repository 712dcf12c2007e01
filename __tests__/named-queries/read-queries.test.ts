import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readQueries } from "../../named-queries/read-queries";
import { QueriesFolder } from "../../testing/named-queries/queries-folder";

const folder = new QueriesFolder();
const read = folder.read.bind(folder);
const problemsOf = folder.problemsOf.bind(folder);
const withSql = folder.withSql.bind(folder);

test("a file holds one query or several, each with its declarations, description and place", () => {
  const { queries, problems } = read({
    "sales.sql": `-- name: monthly_sales
-- Orders and revenue
-- by month.
-- param since: date
-- param region: text null
-- example since: 2025-01-01
-- example region: 'it''s null'

SELECT month, ':region' AS r -- the month
FROM sales
WHERE month >= :since AND (:region IS NULL OR region = :region);

-- name: everything
SELECT 1
`,
    "clean.sql":
      "\uFEFF-- NAME: clean\r\n-- param n: integer null\r\n-- example n: NULL\r\nDELETE FROM t\r\nWHERE n = :n ;\r\n",
    "README.md": "not a query",
    ".hidden.sql": "nor this",
  });
  expect(problems).toEqual([]);
  const [clean, sales] = ["clean.sql", "sales.sql"].map((name) => join(folder.path, "q", name));
  expect(queries).toEqual([
    {
      file: clean,
      name: "clean",
      line: 1,
      sqlLine: 4,
      description: "",
      sql: "DELETE FROM t\nWHERE n = :n",
      parameters: [{ name: "n", type: "integer", nullable: true }],
      examples: { n: null },
    },
    {
      file: sales,
      name: "monthly_sales",
      line: 1,
      sqlLine: 9,
      description: "Orders and revenue by month.",
      sql: "SELECT month, ':region' AS r -- the month\nFROM sales\nWHERE month >= :since AND (:region IS NULL OR region = :region)",
      parameters: [
        { name: "since", type: "date", nullable: false },
        { name: "region", type: "text", nullable: true },
      ],
      examples: { since: "2025-01-01", region: "it's null" },
    },
    {
      file: sales,
      name: "everything",
      line: 13,
      sqlLine: 14,
      description: "",
      sql: "SELECT 1",
      parameters: [],
      examples: {},
    },
  ]);
});

const NAMES = "expected 1 to 63 letters, digits and _ that start with a letter";

test.each<[string, string, readonly string[]]>([
  [
    "a file without a query",
    "-- nothing\n",
    ["1 -: has no query, expected a line such as -- name: monthly_sales above each query; write one"],
  ],
  [
    "SQL above the first name",
    "\nSELECT 1;\n-- name: q\nSELECT 1",
    [
      "2 -: SQL stands before the first -- name:, expected a line such as -- name: monthly_sales above each query; write one",
    ],
  ],
  [
    "a suffix of another tool",
    "-- name: q :many\nSELECT 1",
    [`1 q :many: -- name: is "q :many", ${NAMES}; take :many out, which says nothing here`],
  ],
  ["no name", "-- name:\nSELECT 1", [`1 : -- name: is missing, ${NAMES}; correct it`]],
  [
    "a name of other letters",
    "-- name: monthly-sales\nSELECT 1",
    [`1 monthly-sales: -- name: is "monthly-sales", ${NAMES}; correct it`],
  ],
  ["no SQL", "-- name: q\n-- later\n", ["1 q: is without SQL, expected one statement below it; write it"]],
  [
    "two statements",
    "-- name: q\nSELECT ';'; SELECT 2;",
    ["2 q: has 2 statements, expected one; give each a -- name: of its own"],
  ],
  [
    "a declaration without a colon, and one below the SQL",
    "-- name: q\n-- param since date\nSELECT 1\n-- example since: 2026-01-01\n",
    [
      "2 q: -- param is without a name and a colon, expected for example -- param since: date; correct it, or begin the sentence with another word",
      "4 q: -- example stands below the SQL, expected between -- name: and the SQL; move it up",
    ],
  ],
  [
    "a declaration with a slip in its word, and none of the sentences that look like one",
    "-- name: q\n-- Params since: date\n-- examples since: 2026-01-31\n-- Example use: once a day\nSELECT :since\n",
    [
      "2 q: -- Params since: declares nothing, expected -- param since:; correct the word",
      "3 q: -- examples since: declares nothing, expected -- example since:; correct the word",
    ],
  ],
  [
    "a declaration above the name",
    "-- Of sales.\n-- param since: date\n-- name: q\nSELECT 1\n",
    ["2 -: -- param stands above the first -- name:, expected between -- name: and the SQL; move it down"],
  ],
  [
    "a number behind a colon",
    "-- name: q\nSELECT\n  a[1:2]\n",
    ["3 q: :2 may be read as a parameter, and is no name of one; write a space behind the colon"],
  ],
])("refuses %s", (_, text, problems) => {
  expect(problemsOf({ "a.sql": text })).toEqual(problems.map((problem) => `q/a.sql:${problem}`));
});

const TYPES =
  "expected one of text, integer, bigint, decimal, double, boolean, date, timestamp, timestamptz, with null behind it where it may be NULL";

test.each<[string, string]>([
  ["int", `"int", ${TYPES}; did you mean integer?`],
  ["VARCHAR(20)", `"VARCHAR(20)", ${TYPES}; did you mean text?`],
  ["datee", `"datee", ${TYPES}; did you mean date?`],
  ["super", `"super", ${TYPES}; choose one of them`],
  ["", `without a type, ${TYPES}; choose one of them`],
  ["date not null", '"date not null", expected date or date null; correct it'],
])("refuses the type %j, with the one that was meant", (type, problem) => {
  expect(withSql("SELECT :p", `-- param p: ${type}\n-- example p: null\n`)).toEqual([
    `q/a.sql:2 q: -- param p is ${problem}`,
  ]);
});

test("parameters are those of the SQL, each declared once", () => {
  const declarations = [
    "-- param since: date",
    "-- param Since: date",
    "-- param region: text",
    "-- param quoted: text",
    "-- param noted: text",
    "-- param a-b: text",
    ...["since: 2026-01-01", "region: x", "quoted: x", "noted: x", "a-b: x"].map(
      (text) => `-- example ${text}`,
    ),
  ];
  const sql =
    "SELECT ':quoted', a::text\nFROM t /* :noted */\nWHERE :noted = :sinc AND :sinc = :other AND :since = :other";
  expect(withSql(sql, `${declarations.join("\n")}\n`)).toEqual([
    "q/a.sql:3 q: -- param Since is declared twice, expected once (line 2); take one out",
    "q/a.sql:4 q: -- param region is used nowhere in the SQL, expected :region where the value belongs; use it or take it out",
    "q/a.sql:5 q: -- param quoted is used in quotes only, where it is plain text, expected :quoted where the value belongs; use it or take it out",
    "q/a.sql:6 q: -- param noted stands in a comment, a quoted name or $$…$$ of the SQL, where nobody knows whether AWS reads it; write it there without the colon",
    "q/a.sql:7 q: -- param a-b is no name, expected letters, digits and _; rename it",
    "q/a.sql:12 q: -- example a-b is of no parameter, expected -- param a-b: too; declare it or take it out",
    "q/a.sql:15 q: :sinc is not declared, expected -- param sinc: above the SQL; did you mean :since?",
    "q/a.sql:15 q: :other is not declared, expected -- param other: above the SQL; write -- param other: and its type",
  ]);
});

test.each([["SELECT 'x"], ["SELECT 'a\\' OR :p --'"]])("refuses %s, which can be read in two ways", (sql) => {
  expect(withSql(sql)).toEqual([
    expect.stringContaining("q/a.sql:2 q: the SQL can be read in two ways, expected"),
  ]);
});

test("every parameter has one example, of its type", () => {
  const declarations = [
    "-- param day: date",
    "-- param count: integer",
    "-- param word: text",
    "-- param more: text",
    "-- param none: boolean",
    "-- param gone: double",
    "-- example day: 2026-02-30",
    "-- example count: null",
    "-- example word: null",
    "-- example more:",
    "-- example gone: 1",
    "-- example gone: 2",
    "-- example nonne: true",
  ];
  const sql = "SELECT :day, :count, :word, :more, :none, :gone";
  expect(withSql(sql, `${declarations.join("\n")}\n`)).toEqual([
    "q/a.sql:6 q: -- param none is without an example, expected -- example none: with a boolean; write one: the rehearsal runs the query with it",
    'q/a.sql:8 q: -- example day is "2026-02-30", expected a day such as 2026-01-31; correct it',
    "q/a.sql:9 q: -- example count is null, expected a whole number from -2147483648 to 2147483647; write null behind its type too (-- param count: integer null)",
    "q/a.sql:10 q: -- example word is null, expected text; write null behind its type too (-- param word: text null), or 'null' for the word",
    "q/a.sql:11 q: -- example more is empty, expected text; write '' for the empty text",
    "q/a.sql:13 q: -- example gone is given twice, expected once; take one out",
    "q/a.sql:14 q: -- example nonne is of no parameter, expected -- param nonne: too; did you mean none?",
  ]);
});

test("names are unique in the folder, whatever their case", () => {
  expect(problemsOf({ "a.sql": "-- name: q\nSELECT 1", "b.sql": "\n-- name: Q\nSELECT 1" })).toEqual([
    `q/b.sql:2 Q: is a name twice, expected names of their own, whatever their case; it is q in ${join(folder.path, "q/a.sql")}:1 too, rename one`,
  ]);
});

test("a folder inside, a file that is no text, and a statement that is too long for AWS are refused", () => {
  mkdirSync(join(folder.path, "q", "a"));
  const files = {
    "b.sql": Uint8Array.of(0x2d, 0xff),
    "c.sql": `-- name: q\nSELECT '${"x".repeat(100_000)}'`,
  };
  expect(problemsOf(files)).toEqual([
    "q/a:1 -: is a folder, expected .sql files side by side; move its files up",
    "q/b.sql:1 -: is no UTF-8 text, expected a text in UTF-8; save it so",
    "q/c.sql:2 q: has 100009 bytes, expected at most 100000, the Data API's limit; shorten it",
  ]);
});

test("a folder that is not there, is a file, has no queries or too many is refused as a whole", () => {
  const folderProblem = (name: string) => readQueries(join(folder.path, name)).folderProblem;
  expect(folderProblem("none")).toBe(
    "is not there, expected a folder with .sql files; create it, or take the field out",
  );
  writeFileSync(join(folder.path, "file"), "");
  expect(folderProblem("file")).toBe(
    "cannot be read (ENOTDIR), expected a folder with .sql files; create it, or take the field out",
  );
  expect(read({ "README.md": "" }).folderProblem).toBe(
    "holds no .sql file, expected one at least; write one",
  );
  const long = Array.from(
    { length: 11 },
    (_, index) => `-- name: q${index}\nSELECT '${"x".repeat(99_000)}'\n`,
  );
  expect(read({ "a.sql": long.join("") }).folderProblem).toBe(
    "holds 1089099 bytes of SQL, expected at most 1048576; take queries out",
  );
});
