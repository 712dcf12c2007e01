import { setImmediate } from "node:timers/promises";
import { unexpectedText } from "../../emulator-error";
import type { ServerClock } from "../server-clock";
import type { StatementPart, TrackedStatement } from "./tracked-statement";

/** Ends the statement with the first error of its parts, if there is one. A batch names the part it comes from. */
function finish(statement: TrackedStatement): void {
  const { parts, submission } = statement;
  const index = parts.findIndex(({ outcome }) => outcome?.error !== undefined);
  const error = parts[index]?.outcome?.error;
  if (error === undefined) statement.moveTo("FINISHED");
  else statement.fail(submission.isBatch ? `Query #${index + 1} failed with ${error}` : error);
}

async function runEach(statement: TrackedStatement, clock: ServerClock): Promise<void> {
  const { warehouse, signal } = statement;
  for (const part of statement.parts) {
    statement.movePart(part, "STARTED");
    if (part.sleepMilliseconds > 0) await clock.sleep(part.sleepMilliseconds, signal);
    const outcome = await warehouse.run(statement.connection, part.bound);
    if (outcome === undefined || statement.isTerminal) return;
    statement.endPart(part, outcome);
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
  const statements = parts.map(({ bound }) => bound);
  const outcomes = await warehouse.runTransaction(statement.connection, statements);
  const isCommitted = outcomes.every(({ error }) => error === undefined);
  parts.forEach((part, index) => {
    const outcome = outcomes[index];
    if (outcome !== undefined && (isCommitted || outcome.error !== undefined))
      statement.endPart(part, outcome);
  });
}

async function advance(statement: TrackedStatement, clock: ServerClock): Promise<void> {
  const { warehouse, identity, submission } = statement;
  // The engine runs on this thread, so the answer to the submission must be sent first.
  await setImmediate();
  statement.moveTo("PICKED");
  const refusal = await warehouse.refusal(submission.database, identity);
  if (refusal !== undefined) return statement.fail(refusal);
  if (statement.opensSession)
    await warehouse.openSession(statement.connection.sessionId ?? "", identity.user);
  statement.moveTo("STARTED");
  const isTransaction = submission.isBatch && submission.executionMode === "TRANSACTION";
  await (isTransaction ? runTransaction(statement, clock) : runEach(statement, clock));
  finish(statement);
}

/** Takes a submitted statement to its end. Never rejects: an engine that breaks fails the statement. */
export async function runSubmitted(statement: TrackedStatement, clock: ServerClock): Promise<void> {
  try {
    await advance(statement, clock);
  } catch (error) {
    statement.fail(`ERROR: ${unexpectedText(error)}`);
  }
}
