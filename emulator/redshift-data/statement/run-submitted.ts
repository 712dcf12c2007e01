import { setImmediate } from "node:timers/promises";
import { unexpectedText } from "../../emulator-error";
import type { ServerClock } from "../server-clock";
import type { EngineStatement } from "../warehouse/execute-sql";
import type { Session } from "./session";
import type { StatementPart, TrackedStatement } from "./tracked-statement";

/** Ends the statement with the first error of its parts, if there is one. A batch names the part it comes from. */
function finish(statement: TrackedStatement): void {
  const { parts, submission } = statement;
  const index = parts.findIndex(({ outcome }) => outcome?.error !== undefined);
  const error = parts[index]?.outcome?.error;
  if (error === undefined) statement.moveTo("FINISHED");
  else statement.fail(submission.isBatch ? `Query #${index + 1} failed with ${error}` : error);
}

function runnable({ bound, queryId }: StatementPart): EngineStatement {
  return { ...bound, queryId };
}

async function runEach(statement: TrackedStatement, clock: ServerClock): Promise<void> {
  const { warehouse, signal } = statement;
  for (const part of statement.parts) {
    statement.movePart(part, "STARTED");
    if (part.sleepMilliseconds > 0) await clock.sleep(part.sleepMilliseconds, signal);
    const outcome = await warehouse.run(statement.connection, runnable(part));
    if (outcome === undefined) return;
    statement.endPart(part, outcome);
    if (statement.isTerminal) return;
  }
}

function totalSleep(parts: readonly StatementPart[]): number {
  return parts.reduce((sum, part) => sum + part.sleepMilliseconds, 0);
}

/**
 * All sleeps are waited for before the transaction starts, because it occupies the engine's only connection. After an error
 * the other parts are rolled back and end as ABORTED (not verified on AWS).
 */
async function runTransaction(statement: TrackedStatement, clock: ServerClock): Promise<void> {
  const { warehouse, signal, parts } = statement;
  for (const part of parts.slice(0, 1)) statement.movePart(part, "STARTED");
  const sleepMilliseconds = totalSleep(parts);
  if (sleepMilliseconds > 0) await clock.sleep(sleepMilliseconds, signal);
  const statements = parts.map(runnable);
  const outcomes = await warehouse.runTransaction(statement.connection, statements);
  const isCommitted = outcomes.every(({ error }) => error === undefined);
  parts.forEach((part, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) return;
    if (isCommitted || outcome.error !== undefined) statement.endPart(part, outcome);
    else outcome.result?.pages.close();
  });
}

/** What a statement runs with. */
interface Surroundings {
  readonly clock: ServerClock;
  /** The session it runs in. Absent: its connection ends with it. */
  readonly session: Session | undefined;
}

async function advance(statement: TrackedStatement, { clock, session }: Surroundings): Promise<void> {
  const { warehouse, identity, submission, connection } = statement;
  // The engine runs on this thread, so the answer to the submission must be sent first.
  await setImmediate();
  statement.moveTo("PICKED");
  const refusal = await warehouse.refusal(submission.database, identity);
  if (refusal !== undefined) {
    session?.close(clock.nowMilliseconds());
    return statement.fail(refusal);
  }
  statement.moveTo("STARTED");
  const isTransaction = submission.isBatch && submission.executionMode === "TRANSACTION";
  try {
    await (isTransaction ? runTransaction(statement, clock) : runEach(statement, clock));
  } finally {
    if (session === undefined) await warehouse.endSession(connection.session);
  }
  finish(statement);
}

/** After 24 hours a session closes, and what is in progress in it ends (AWS documentation). */
function endWithSession(statement: TrackedStatement, { clock, session }: Surroundings): void {
  if (session === undefined) return;
  const timer = new AbortController();
  void statement.settled.then(() => timer.abort());
  const leftMilliseconds = session.lastMilliseconds - clock.nowMilliseconds();
  void clock.sleep(leftMilliseconds, timer.signal).then(() => statement.abort());
}

/** Takes a submitted statement to its end. Never rejects: an engine that breaks fails the statement. */
export async function runSubmitted(statement: TrackedStatement, surroundings: Surroundings): Promise<void> {
  endWithSession(statement, surroundings);
  try {
    await advance(statement, surroundings);
  } catch (error) {
    statement.fail(`ERROR: ${unexpectedText(error)}`);
  }
}
