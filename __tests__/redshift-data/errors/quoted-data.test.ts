import fc from "fast-check";
import { failureKind } from "../../../aws/failure/aws-failure";
import { DATA_API_PHASES, HOPS } from "../../../redshift-data/errors/error-codes";
import { ERROR_TABLE } from "../../../redshift-data/errors/error-table";
import { explainError, type Failure } from "../../../redshift-data/errors/explain-error";
import { ERROR_EXAMPLES } from "../../../redshift-data/errors/page/examples";
import type { QueryErrorFields } from "../../../redshift-data/errors/query-error";
import { OPEN_TEXTS } from "../../../redshift-data/errors/shown-text";
import { LINK_CONTEXT } from "../../../testing/redshift-data/link-context";

const explain = (failure: Failure): QueryErrorFields =>
  explainError(failure, LINK_CONTEXT, OPEN_TEXTS).fields;
const failed = (awsMessage: string) => explain({ phase: "sql", statementStatus: "FAILED", awsMessage });

/** Where the engine repeats what a statement says. */
const QUOTING: readonly ((data: string) => string)[] = [
  (data) => `ERROR: invalid input syntax for integer: "${data}"`,
  (data) => `ERROR: invalid input syntax for type integer: "${data}"\n  Position: 8`,
  (data) => `ERROR:  Invalid digit, Value '${data}', Pos 0, Type: Integer`,
  (data) =>
    `ERROR: \n  -----------------------------------------------\n  error:  Invalid digit, Value '${data}', Pos 0, Type: Integer \n  code:      1207\n  context:   ${data}\n  query:     12\n  -----`,
  (data) => `ERROR: invalid value "${data}" for "YYYY"\n  Detail: Value must be an integer.`,
  (data) => `ERROR: syntax error at or near "${data}"\n  Position: 8`,
  (data) => `ERROR: relation "${data}" does not exist`,
  (data) => `ERROR: column "${data}" does not exist`,
  (data) => `ERROR: column reference "${data}" is ambiguous`,
  (data) => `ERROR: 1023\n  Detail: ${data}`,
  (data) => `ERROR: something that nobody knows\n  Detail: ${data}\n  Hint: ${data}\n  Where: ${data}`,
  (data) => `[Amazon](500310) Invalid operation: invalid input syntax for integer: "${data}";`,
];

describe.each(QUOTING.map((quoting): [string, typeof quoting] => [quoting("…"), quoting]))(
  "%s",
  (_, quoting) => {
    const { code, hop, message } = failed(quoting("x"));

    test.each(ERROR_EXAMPLES.map(({ awsMessage }) => awsMessage))(
      "quoting %j is still that failure",
      (text) => {
        const told = failed(quoting(text));
        // A text with quotes of its own may hide how the sentence goes on.
        const isCut = /["'\n]/.test(text);
        expect(told).toMatchObject(isCut && told.code === "SQL_FAILED" ? { hop } : { code, hop, message });
        expect(hop).toBe("sql");
      },
    );
  },
);

test("whatever a statement holds, its failure is never one of another hop", () => {
  const texts = fc.constantFrom(...ERROR_EXAMPLES.map(({ awsMessage }) => awsMessage));
  const around = fc.string({ unit: fc.constantFrom('"', "'", "\n", " ", ":", "-", "[", "]", "x", "Detail") });
  fc.assert(
    fc.property(fc.constantFrom(...QUOTING), texts, around, around, (quoting, text, before, after) => {
      expect(failed(quoting(`${before}${text}${after}`)).hop).toBe("sql");
    }),
    { numRuns: 2_000 },
  );
});

test("what a statement raises itself is never a failure of another hop", () => {
  const raised = ERROR_EXAMPLES.filter(({ hop }) => hop !== "sql").map(({ awsMessage }) =>
    failed(`ERROR: ${awsMessage}`),
  );
  expect(raised.length).toBeGreaterThan(40);
  expect([...new Set(raised.map(({ hop }) => hop))]).toEqual(["sql"]);
});

test("a value that AWS quotes of a refused request decides neither code nor retries", () => {
  const texts = ERROR_EXAMPLES.flatMap(({ awsMessage }) => [awsMessage, `x' ${awsMessage} 'y`]);
  for (const text of texts) {
    const awsMessage = `1 validation error detected: Value '${text}' at 'clientToken' failed to satisfy constraint: Member must have length less than or equal to 64`;
    const failure = { awsCode: "ValidationException", awsMessage };
    expect(failureKind(failure)).toBeUndefined();
    for (const phase of DATA_API_PHASES) {
      expect({ text, code: explain({ ...failure, phase }).code }).toEqual({ text, code: "REQUEST_INVALID" });
    }
  }
});

/** Hops that the engine goes while it runs the statement: nobody but it can tell of them. */
const ENGINE_HOPS: readonly string[] = ["sql", "copy-role", "bucket-role"];

test("a row that speaks of another hop than the statement matches nothing that the engine reports of one", () => {
  const beyond = ERROR_TABLE.filter(
    ({ hop = "sql", phases }) => !ENGINE_HOPS.includes(hop) && phases.includes("sql"),
  );
  expect(HOPS).toEqual(expect.arrayContaining(beyond.map(({ hop }) => hop)));
  expect([...new Set(beyond.map(({ says }) => says?.by))]).toEqual(["connection"]);
});

test("rows about a statement know the beginning of the engine's text", () => {
  const patterns = ERROR_TABLE.flatMap(({ says }) => (says?.by === "engine" ? [says.pattern.source] : []));
  expect(patterns.length).toBeGreaterThan(25);
  expect(patterns.filter((source) => !source.startsWith("^(?:") || !source.endsWith(")"))).toEqual([]);
  const hops = ERROR_TABLE.filter(({ phases, says }) => phases.includes("sql") && says?.by === "service");
  expect(hops).toEqual([]);
});

test.each(["[", '"', "'", "[ErrorId: ", "ERROR: ", "\n---", "User x is not authorized to assume IAM role "])(
  "a text that is %j without end is read at once",
  (piece) => {
    const awsMessage = piece.repeat(2_000_000);
    expect(failureKind({ awsCode: "ValidationException", awsMessage })).toBeUndefined();
    expect(ENGINE_HOPS).toContain(failed(awsMessage).hop);
  },
);
