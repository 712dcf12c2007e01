import type { BatchExecuteStatementCommandInput } from "@aws-sdk/client-redshift-data";
import fc from "fast-check";
import { presentMembers } from "../../../aws/json";
import { EVENT_FIELDS } from "../../../functions/run-query/event/event-fields";
import type { StatementDescription } from "../../../redshift-data/client/data-api";
import { QueryError } from "../../../redshift-data/errors/query-error";
import { anyCharacter } from "../../../testing/redshift-data/any-character";
import { createFakeDataApi, numbersPage, STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { setUpHandler } from "../../../testing/run-query/handler";

/** Stands for everything a caller would not want to see in an error or a log. */
const SECRET = "hunter2-s3cr3t";

const API_ANSWERS = {
  execute: [{ Id: STATEMENT_ID, Status: "FINISHED", HasResultSet: true }],
  result: [numbersPage([1])],
  resultCsv: [{ Records: [] }],
  cancel: [{ Status: true }],
} as const;

/** A batch has as many statements as were submitted. */
function batchAnswers() {
  let SubStatements: StatementDescription["SubStatements"];
  return {
    executeBatch: [
      async ({ Sqls = [] }: BatchExecuteStatementCommandInput) => {
        SubStatements = Sqls.map((_, index) => ({
          Id: `${STATEMENT_ID}:${index + 1}`,
          Status: "FINISHED",
          HasResultSet: true,
        }));
        return { Id: STATEMENT_ID, Status: "FINISHED", HasResultSet: true } as const;
      },
    ],
    describe: [
      async () => ({ Status: "FINISHED", HasResultSet: true, ...presentMembers({ SubStatements }) }) as const,
    ],
  };
}

const secretText = fc
  .tuple(fc.string({ unit: anyCharacter }), fc.string({ unit: anyCharacter }))
  .map(([before, after]) => before + SECRET + after);

/** Any JSON, secrets and big texts in it. */
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    secretText,
    fc.constantFrom(
      null,
      true,
      "",
      -1,
      0,
      1.5,
      1e308,
      2 ** 53,
      "x".repeat(10_000),
      Array(1_000).fill(SECRET),
    ),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("__proto__", "constructor", "toString", "a", "b c", "é"), tie("value")),
  ),
})).value;

const field = fc.constantFrom(...new Set(Object.values(EVENT_FIELDS).flat()));
const valid: readonly object[] = [
  { sql: `select '${SECRET}', :p`, parameters: { p: SECRET } },
  { sqls: ["insert", `select '${SECRET}'`], mode: "autoCommit" },
  { action: "submit", sql: SECRET, clientToken: "t" },
  { action: "status", statementId: STATEMENT_ID },
  { action: "result", statementId: STATEMENT_ID, maxRows: 5 },
  { action: "cancel", statementId: STATEMENT_ID },
];

/** A good event with some of its fields, or of those of other actions, replaced by anything. */
const nearlyGood = fc
  .tuple(fc.constantFrom(...valid), fc.dictionary(field, anyJson, { minKeys: 1, maxKeys: 4 }))
  .map(([event, damage]) => ({ ...event, ...damage }));

const hostile = fc.oneof(anyJson, nearlyGood, fc.dictionary(field, anyJson));

async function invoke(event: unknown) {
  const api = createFakeDataApi({ ...API_ANSWERS, ...batchAnswers() });
  const { invoke: ask, lines } = setUpHandler(api);
  const outcome = await ask(JSON.parse(JSON.stringify(event))).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  return { ...outcome, lines, calls: api.calls.length };
}

test("1,000 malformed or hostile events: an answer or a typed error, never a crash, no secret told", async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(hostile, async (event) => {
      const outcome = await invoke(event);
      const told = [...outcome.lines];
      if ("error" in outcome) {
        refused++;
        const { error } = outcome;
        if (!(error instanceof QueryError)) throw error;
        expect(["EVENT_INVALID", "QUERY_NOT_FOUND", "BUCKETS_NOT_CONFIGURED"]).toContain(error.fields.code);
        expect(error.fields.hop).toBe("event");
        expect(outcome.calls).toBe(0);
        expect(error.message.length).toBeLessThan(20_000);
        told.push(error.message, String(error.stack));
      }
      expect(told.join("\n")).not.toContain(SECRET);
      expect(outcome.lines).toHaveLength(1);
    }),
    { numRuns: 1_000 },
  );
  // So that the property speaks of refused events, not of good ones.
  expect(refused).toBeGreaterThan(800);
});

test("what the property damages is good before", async () => {
  const outcomes = await Promise.all(valid.map(invoke));
  expect(outcomes.map((outcome) => "answer" in outcome)).toEqual(valid.map(() => true));
});
