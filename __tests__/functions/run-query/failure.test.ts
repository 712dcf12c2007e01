import fc from "fast-check";
import { isAccessDenied, parseQueryError } from "../../../functions/run-query/failure";
import { ERROR_CODES, HOPS } from "../../../redshift-data/errors/error-codes";
import { ERROR_TABLE } from "../../../redshift-data/errors/error-table";
import { QueryError, type QueryErrorFields } from "../../../redshift-data/errors/query-error";
import type { RejectedRow } from "../../../redshift-data/errors/rejected-row";

const text = fc.string();
const numberOrNull = fc.option(fc.integer(), { nil: null });
const rejectedRow: fc.Arbitrary<RejectedRow> = fc.record({
  ...{ file: text, line: numberOrNull, column: text, position: numberOrNull },
  ...{ errorCode: numberOrNull, reason: text },
});
/** Of every member: one that is new must be read back too. */
const members: {
  readonly [K in keyof Required<QueryErrorFields>]: fc.Arbitrary<Required<QueryErrorFields>[K]>;
} = {
  code: fc.constantFrom(...ERROR_CODES),
  hop: fc.constantFrom(...HOPS),
  message: text,
  awsCode: text,
  statementStatus: text,
  networkCode: text,
  awsMessage: text,
  statementId: text,
  rejected: fc.array(rejectedRow),
  advice: text,
};
const fields: fc.Arbitrary<QueryErrorFields> = fc.record(members, {
  requiredKeys: ["code", "hop", "message", "advice"],
});

test("every error that the function throws is read back, from the text that Lambda hands on", () => {
  fc.assert(
    fc.property(fields, (thrown) => {
      expect(parseQueryError(new QueryError(thrown).message)).toEqual(thrown);
    }),
  );
});

test.each([
  "Task timed out after 3.00 seconds",
  "null",
  "[]",
  '"HOP1_DENIED"',
  JSON.stringify({ code: "HOP1_DENIED", hop: "assume-role" }),
  JSON.stringify({ code: "NO_SUCH_CODE", hop: "sql", message: "m", advice: "a" }),
  JSON.stringify({ code: "SQL_FAILED", hop: "nowhere", message: "m", advice: "a" }),
  JSON.stringify({ code: "SQL_FAILED", hop: "sql", message: 1, advice: "a" }),
])("%s is no error of the function", (message) => {
  expect(parseQueryError(message)).toBeUndefined();
});

test("members of another type, and others, are left out", () => {
  const thrown = { code: "SQL_FAILED", hop: "sql", message: "m", advice: "a" };
  expect(parseQueryError(JSON.stringify({ ...thrown, awsCode: 3, rejected: {}, stack: "s" }))).toEqual(
    thrown,
  );
  const row = { file: "f", line: 1, column: "c", position: null, errorCode: 1207, reason: "r" };
  const rejected = [
    row,
    { ...row, line: "1" },
    { ...row, reason: 3 },
    { ...row, file: null },
    { file: "f" },
    null,
    "row",
  ];
  expect(
    parseQueryError(JSON.stringify({ ...thrown, rejected: [...rejected, { ...row, more: 1 }] })),
  ).toEqual({
    ...thrown,
    rejected: [row, row],
  });
});

test("every code by which a hop refuses for lack of permission is one of access denied, and no other", () => {
  const refusals = ERROR_TABLE.filter(({ hop }) => hop === "assume-role" || hop === "authorize");
  const codes = [...new Set(refusals.map(({ code }) => code))];
  expect(codes.filter(isAccessDenied)).toEqual(codes.filter((code) => code.endsWith("_DENIED")));
  expect(ERROR_CODES.filter(isAccessDenied).every((code) => codes.includes(code))).toBe(true);
});
