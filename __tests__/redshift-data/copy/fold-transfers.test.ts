import { foldTransfers } from "../../../redshift-data/copy/fold-transfers";
import type { FailedPart } from "../../../redshift-data/copy/transfer-answer";
import { batchTexts, groupTexts, loneTexts, REPORTS } from "../../../redshift-data/copy/transfer-reports";
import { LINK_CONTEXT } from "../../../testing/redshift-data/link-context";

const COPY = `COPY "t" FROM 's3://b/in/'`;
const UNLOAD = "UNLOAD ('SELECT 1') TO 's3://b/out/'";
const { loadedRows, rejectedRows, unloadedRows, unloadedFiles } = REPORTS;

const finished = (...rows: object[]) => ({
  ...{ status: "FINISHED" as const, statementId: "s", rowCount: rows.length, rows },
});
const failed = (code = "LOAD_FAILED") =>
  ({ status: "FAILED", statementId: "s", error: { code, message: "m" } }) as unknown as FailedPart;
const SQL_OF = { COPY, UNLOAD, loadedRows, rejectedRows, unloadedRows, unloadedFiles };

type Part = ReturnType<typeof finished> | FailedPart;

/** What becomes of statements with what came of them, as AWS tells a failure of any of them. */
function folded(...parts: readonly (readonly [keyof typeof SQL_OF, Part])[]) {
  const { statements, ...whole } = foldTransfers<Part>(
    parts.map(([name]) => SQL_OF[name]),
    parts.map(([, part]) => part),
    {
      ...{ link: LINK_CONTEXT, showValues: true },
      hasFailed: parts.some(([, { status }]) => status !== "FINISHED"),
    },
  );
  return { ...whole, statements };
}

const REJECTED = {
  ...{ file: "s3://b/in/a  ", line: 3, column_name: "id   ", position: 0, error_code: 1207, reason: "Bad  " },
};
const TOLD = { file: "s3://b/in/a", line: 3, column: "id", position: 0, errorCode: 1207, reason: "Bad" };

test("texts of the views end where they end, and a number that is none is not told", () => {
  expect(
    folded(
      ["COPY", finished()],
      ["rejectedRows", finished(REJECTED, { file: null, line: "3", error_code: null })],
      ["loadedRows", finished({ row_count: "9007199254740993" })],
    ),
  ).toEqual({
    ...{ isAlone: true, hasFailed: false },
    statements: [
      {
        ...{ ...finished(), rowCount: null },
        copy: {
          rows: null,
          rejected: [TOLD, { file: "", line: null, column: "", position: null, errorCode: null, reason: "" }],
        },
      },
    ],
  });
});

test("a question that failed leaves its figure untold, and what it asked of has happened", () => {
  const unloaded = { ...finished(), rowCount: 7, unload: { rows: 7, files: null } };
  expect(
    folded(
      ["UNLOAD", finished()],
      ["unloadedFiles", failed("SQL_FAILED")],
      ["unloadedRows", finished({ row_count: 7 })],
    ),
  ).toEqual({ isAlone: true, hasFailed: false, statements: [unloaded] });
});

test.each<[string, readonly [keyof typeof SQL_OF, Part][], object]>([
  [
    "no rejected rows are no list of them",
    [
      ["COPY", failed()],
      ["rejectedRows", finished()],
    ],
    failed(),
  ],
  [
    "rejected rows of a load that failed by them",
    [
      ["COPY", failed()],
      ["rejectedRows", finished(REJECTED)],
    ],
    { ...failed(), error: { ...failed().error, rejected: [TOLD] } },
  ],
  [
    "of another failure they are another load's",
    [
      ["COPY", failed("TABLE_NOT_FOUND")],
      ["rejectedRows", finished(REJECTED)],
    ],
    failed("TABLE_NOT_FOUND"),
  ],
  [
    "an UNLOAD that failed has no files",
    [
      ["UNLOAD", failed("SQL_FAILED")],
      ["unloadedFiles", finished({ file: "s3://b/out/of-another" })],
    ],
    failed("SQL_FAILED"),
  ],
])("%s", (_, parts, statement) => {
  expect(folded(...parts)).toEqual({ isAlone: true, hasFailed: true, statements: [statement] });
});

test("a question belongs to the COPY or UNLOAD before it, and is the caller's own anywhere else", () => {
  const own = ["SELECT 1", loadedRows, COPY, unloadedRows, UNLOAD, rejectedRows];
  expect(groupTexts(own).map(({ index, reports }) => [index, reports.size])).toEqual(
    own.map((_, index) => [index, 0]),
  );
  // In the order of one alone, written by the caller: the others' results are told too.
  expect(groupTexts([COPY, rejectedRows, loadedRows, UNLOAD]).map(({ isAlone }) => isAlone)).toEqual([
    false,
    false,
  ]);
  expect(
    groupTexts([COPY, loadedRows, rejectedRows, UNLOAD, unloadedRows, unloadedFiles]).map(
      ({ index, reports, isAlone }) => [index, [...reports], isAlone],
    ),
  ).toEqual([
    [
      0,
      [
        ["loadedRows", 1],
        ["rejectedRows", 2],
      ],
      false,
    ],
    [
      3,
      [
        ["unloadedRows", 4],
        ["unloadedFiles", 5],
      ],
      false,
    ],
  ]);
});

test("what is asked behind a statement: the first 100 rejected rows, the first 1,000 files", () => {
  const statement = (sql: string, mayReject: boolean) => ({ sql, warnings: [], mayReject });
  expect([loneTexts(statement(COPY, false)), loneTexts(statement(UNLOAD, false))]).toEqual([
    [COPY, rejectedRows, loadedRows],
    [UNLOAD, unloadedFiles, unloadedRows],
  ]);
  const batched = [statement(COPY, false), statement(COPY, true), statement(UNLOAD, false)];
  expect(batched.map((one) => batchTexts(one, "transaction"))).toEqual([
    [COPY, loadedRows],
    [COPY, loadedRows, rejectedRows],
    [UNLOAD, unloadedRows, unloadedFiles],
  ]);
  expect(batched.map((one) => batchTexts(one, "autoCommit"))).toEqual([
    [COPY, loadedRows, rejectedRows],
    [COPY, loadedRows, rejectedRows],
    [UNLOAD, unloadedRows, unloadedFiles],
  ]);
  expect([rejectedRows, unloadedFiles].map((sql) => /LIMIT (\d+)$/.exec(sql)?.[1])).toEqual(["100", "1000"]);
});
