import fc from "fast-check";
import { parseQueryError } from "../../../functions/run-query/failure";
import { QueryError } from "../../../redshift-data/errors/query-error";
import { type AnyRun, runAnything } from "../../../testing/run-query/fuzzing/any-run";
import { shownSecrets } from "../../../testing/run-query/fuzzing/secrets";

/** `ANY_ANSWER_SEED=n npm run test:proof` tries other runs. */
const SEED = Number(process.env.ANY_ANSWER_SEED ?? 1);

const SIX_MEGABYTES = 6 * 1024 * 1024;

/** More calls than any honest answer takes: 1,000 pages, or a poll or a repetition a second for 15 minutes. */
const MAX_CALLS = 2_500;

/** What an error shows to a caller, and to Lambda's log, which writes its own members too. */
function textOf(error: QueryError): string {
  return [error.message, error.stack, JSON.stringify({ ...error }), String(error.cause)].join("\n");
}

/** Errors within an answer. */
function errorsOf(answer: unknown): string {
  const { error, statements = [] } = answer as { error?: object; statements?: readonly { error?: object }[] };
  return JSON.stringify([error, ...statements.map((statement) => statement.error)]);
}

/** What is wrong with a run; nothing when all that is promised holds. */
function broken(run: AnyRun): string[] {
  const { outcome, lines, secrets } = run;
  const problems: string[] = [];
  const told = [...lines];
  if ("error" in outcome) {
    const { error } = outcome;
    if (!(error instanceof QueryError)) return [`no typed error: ${String(error)}`];
    if (parseQueryError(error.message) === undefined) problems.push("the error does not parse");
    if (error.message.length > 40_000) problems.push("the error is long");
    told.push(textOf(error));
  } else {
    const bytes = Buffer.byteLength(JSON.stringify(outcome.answer));
    if (bytes > SIX_MEGABYTES) problems.push(`the answer has ${bytes} bytes`);
    told.push(errorsOf(outcome.answer));
  }
  if (shownSecrets(told.join("\n"), secrets).length > 0)
    problems.push(`a secret is told: ${told.join("\n")}`);
  if (run.tookMilliseconds > run.allowedMilliseconds) problems.push("the answer is late");
  if (run.calls > MAX_CALLS) problems.push(`${run.calls} calls`);
  if (lines.length > 2 || lines.some((line) => line.length > 4_000)) problems.push("the log is long");
  return problems;
}

test("10,000 events at an AWS that answers anything: an answer or a typed error in time, below 6 MB, no value told", async () => {
  const ends = new Map<string, number>();
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", onUnhandled);
  const heapBefore = process.memoryUsage().heapUsed;
  await fc.assert(
    // The seed of a run is the counterexample that a failure prints: `runAnything(<seed>)` repeats it.
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 - 1 }), async (seed) => {
      const run = await runAnything(seed);
      const { outcome } = run;
      const end = "answer" in outcome ? "answer" : String((outcome.error as QueryError).fields?.code);
      ends.set(end, (ends.get(end) ?? 0) + 1);
      const problems = broken(run);
      // An expectation that holds takes a tenth of a run, too.
      if (problems.length > 0) expect(problems).toEqual([]);
    }),
    { seed: SEED, numRuns: 10_000, endOnFailure: true },
  );
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled).toEqual([]);
  // Nothing of a run stays behind; what the collector has not taken yet is far less than this.
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(1024 ** 3);
  // So that the runs reach what they are about.
  expect(ends.get("answer")).toBeGreaterThan(1_000);
  expect([...ends.keys()]).toEqual(
    expect.arrayContaining([
      "UNKNOWN",
      "SQL_FAILED",
      "DEADLINE",
      "EVENT_INVALID",
      "THROTTLED",
      "ROW_TOO_LARGE",
    ]),
  );
});
