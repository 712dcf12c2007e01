import {
  decodeNextToken,
  encodeNextToken,
  type ResultPosition,
} from "../../../redshift-data/result/next-token";
import { STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { eventProblems } from "../../../testing/run-query/event-problems";

const POSITION: ResultPosition = { statementId: STATEMENT_ID, format: "rows", offset: 7, pageToken: "p2" };

function asToken(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

test.each([POSITION, { statementId: STATEMENT_ID, format: "csv", offset: 0 } as const])(
  "a token is its position",
  (position) => {
    expect(decodeNextToken(encodeNextToken(position))).toEqual(position);
  },
);

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["a number", 5],
  ["empty text", ""],
  ["other text", "p2"],
  ["an object", asToken({ statementId: STATEMENT_ID })],
  ["no statement", asToken([null, "rows", 0])],
  ["another format", asToken([STATEMENT_ID, "xml", 0])],
  ["a negative row", asToken([STATEMENT_ID, "rows", -1])],
  ["half a row", asToken([STATEMENT_ID, "rows", 0.5])],
  ["a page that is no text", asToken([STATEMENT_ID, "rows", 0, { a: 1 }])],
  ["more text than AWS would send", encodeNextToken({ ...POSITION, pageToken: "x".repeat(20_000) })],
])("%s is no token", (_, token) => {
  expect(decodeNextToken(token)).toBeUndefined();
});

const RESULT = { action: "result", statementId: STATEMENT_ID };

test.each<[string, object, string]>([
  [
    "no token of ours",
    { nextToken: "p2" },
    "nextToken is not one of this function, expected the nextToken of an answer, unchanged",
  ],
  [
    "one of another statement",
    { nextToken: encodeNextToken({ ...POSITION, statementId: `${STATEMENT_ID}:1` }) },
    "nextToken belongs to another statement, expected one of an answer of this statementId",
  ],
  [
    "one of another format",
    { nextToken: encodeNextToken(POSITION), format: "csv" },
    "format is csv, expected rows, which the nextToken continues; or leave it out",
  ],
])("refuses %s", (_, more, problem) => {
  expect(eventProblems({ ...RESULT, ...more })).toBe(problem);
});

test("objects may go on as rows", () => {
  const nextToken = encodeNextToken({ ...POSITION, format: "objects" });
  expect(eventProblems({ ...RESULT, nextToken, format: "rows" })).toBe("no problem");
});
