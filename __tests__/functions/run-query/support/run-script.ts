import { QueryError, type QueryErrorFields } from "../../../../functions/run-query/errors/query-error";
import { parseEvent } from "../../../../functions/run-query/parse-event";
import { runStatement } from "../../../../functions/run-query/run-statement";
import type { StatementAnswer } from "../../../../functions/run-query/statement-answer";
import { createFakeDataApi, type Script, STATEMENT_ID } from "./fake-data-api";
import { PLACE } from "./place";
import { createVirtualClock, type VirtualClock } from "./virtual-clock";

export const FINISHED = { Id: STATEMENT_ID, Status: "FINISHED", HasResultSet: true } as const;
export const STARTED = { Id: STATEMENT_ID, Status: "STARTED" } as const;

export interface Outcome {
  readonly answer?: StatementAnswer;
  readonly error?: QueryErrorFields;
  readonly calls: readonly (readonly [string, object])[];
  readonly names: string;
  readonly atMilliseconds: number;
}

type ScriptOf = Script | ((clock: VirtualClock) => Script);

/** Runs one statement against a scripted Data API, in virtual time. */
export async function run(
  script: ScriptOf,
  event: object = { sql: "select 1" },
  remainingMilliseconds = 60_000,
): Promise<Outcome> {
  const clock = createVirtualClock();
  const api = createFakeDataApi(typeof script === "function" ? script(clock) : script);
  const outcome = await clock.run(
    runStatement(parseEvent(event), {
      api,
      clock,
      place: PLACE,
      clientToken: "request-1",
      remainingMilliseconds,
    }).then(
      (answer) => ({ answer }),
      (error) => {
        if (error instanceof QueryError) return { error: error.fields };
        throw error;
      },
    ),
  );
  return {
    ...outcome,
    calls: api.calls,
    names: api.calls.map(([name]) => name).join(" "),
    atMilliseconds: clock.nowMilliseconds(),
  };
}
