import { answerLines, answerText, hasFailed, shownFailure } from "../../../../tools/lib/link/answer-lines";
import { readAnswer } from "../../../../tools/lib/link/function-answer";

const FAILURE = {
  code: "TABLE_NOT_FOUND",
  hop: "sql",
  message: "the statement failed",
  statementStatus: "FAILED",
  awsMessage: 'ERROR: relation "t\u001b[31m" does not exist\n  Position: 3',
  statementId: "s:2",
  advice: "check the name",
};
const FAILURE_LINES = [
  "TABLE_NOT_FOUND at sql: the statement failed",
  '  AWS: FAILED: ERROR: relation "t [31m" does not exist',
  "       Position: 3",
  "  do:  check the name",
  "  id:  s:2",
];
const RESULT = {
  status: "FINISHED",
  statementId: "s:1",
  columns: [
    { name: "n", type: "int4" },
    { name: "name", type: "varchar" },
  ],
  rowCount: 2,
};

test.each<[string, unknown, string, readonly string[], boolean]>([
  [
    "rows",
    {
      ...RESULT,
      rows: [
        [1, "a"],
        [2, null],
      ],
    },
    "FINISHED, 2 rows",
    ["n  name", "─  ────", "1  a", "2  NULL"],
    false,
  ],
  [
    "objects, of which more are left",
    {
      ...RESULT,
      rowCount: 9,
      rows: [
        { n: 1, name: "a" },
        { name: "b", n: 2 },
      ],
      nextToken: "t",
    },
    "FINISHED, 9 rows",
    ["n  name", "─  ────", "1  a", "2  b", "… (9 rows in all)"],
    false,
  ],
  [
    "more rows than are shown",
    {
      ...RESULT,
      rowCount: 4,
      rows: [
        [1, "a"],
        [2, "b"],
        [3, "c"],
        [4, "d"],
      ],
    },
    "FINISHED, 4 rows",
    ["n  name", "─  ────", "1  a", "2  b", "3  c", "… (4 rows in all)"],
    false,
  ],
  [
    "CSV",
    { ...RESULT, csv: "n,name\r\n1,a\r\n2,b\r\n" },
    "FINISHED, 2 rows",
    ["n,name ", "1,a ", "2,b"],
    false,
  ],
  ["a write", { ...RESULT, columns: [], rows: [], rowCount: 7 }, "FINISHED, 7 rows affected", [], false],
  [
    "a status",
    { status: "STARTED", statementId: "s" },
    "STARTED",
    ["status: STARTED", "statementId: s"],
    false,
  ],
  [
    "a status of a failure",
    { status: "FAILED", statementId: "s", error: FAILURE },
    "failed with TABLE_NOT_FOUND",
    FAILURE_LINES,
    true,
  ],
  ["no answer of the function's", "x", "", ['answer: "x"'], false],
  [
    "a batch",
    {
      status: "FAILED",
      statementId: "s",
      statements: [
        { ...RESULT, rows: [[1, "a"]], rowCount: 1 },
        { status: "FAILED", statementId: "s:2", error: FAILURE },
      ],
    },
    "FAILED, 2 statements",
    [
      "statement 1: FINISHED, 1 row",
      "n  name",
      "─  ────",
      "1  a",
      "statement 2: failed with TABLE_NOT_FOUND",
      ...FAILURE_LINES,
    ],
    true,
  ],
])("shows %s", (_, answer, text, lines, failed) => {
  const read = readAnswer(answer);
  expect(answerText(read)).toBe(text);
  expect(answerLines(read, 3)).toEqual(lines);
  expect(hasFailed(read)).toBe(failed);
});

test("a failure that AWS said nothing of", () => {
  expect(
    shownFailure({ code: "EVENT_INVALID", hop: "event", message: "sql is absent", advice: "give it" }),
  ).toEqual(["EVENT_INVALID at event: sql is absent", "  do:  give it"]);
});
