import { parseEvent } from "../../functions/run-query/event/parse-event";
import { answerRequest } from "../../redshift-data/answer-request";
import type { RequestDependencies } from "../../redshift-data/client/statement-execution";
import { QueryError, type QueryErrorFields } from "../../redshift-data/errors/query-error";
import type {
  BatchAnswer,
  CancelAnswer,
  StatementAnswer,
  StatusAnswer,
} from "../../redshift-data/statement/answers";
import { createFakeDataApi, type Script, STATEMENT_ID } from "./fake-data-api";
import { LINK_CONTEXT } from "./link-context";
import { createVirtualClock, type VirtualClock } from "./virtual-clock";

export const FINISHED = { Id: STATEMENT_ID, Status: "FINISHED", HasResultSet: true } as const;
export const STARTED = { Id: STATEMENT_ID, Status: "STARTED" } as const;

type Members<T> = Partial<Omit<T, "status" | "statements" | "rowCount">>;

/** Any answer, so that a test can look at the members it expects. */
export type SomeAnswer = Members<StatementAnswer> &
  Members<BatchAnswer> &
  Members<StatusAnswer> &
  Members<CancelAnswer> & {
    readonly status: string;
    readonly rowCount?: number | null;
    readonly statements?: readonly object[];
  };

export interface ScriptOutcome {
  readonly answer?: SomeAnswer;
  readonly error?: QueryErrorFields;
  readonly calls: readonly (readonly [string, object])[];
  readonly names: string;
  readonly atMilliseconds: number;
}

type ScriptOf = Script | ((clock: VirtualClock) => Script);

/** Answers one event against a scripted Data API, in virtual time. */
export async function run(
  script: ScriptOf,
  event: object = { sql: "select 1" },
  remainingMilliseconds = 60_000,
  more: Partial<RequestDependencies> | ((clock: VirtualClock) => Partial<RequestDependencies>) = {},
): Promise<ScriptOutcome> {
  const clock = createVirtualClock();
  const api = createFakeDataApi(typeof script === "function" ? script(clock) : script);
  const outcome = await clock.run(
    answerRequest(parseEvent(event), {
      api,
      clock,
      link: LINK_CONTEXT,
      clientToken: "request-1",
      remainingMilliseconds,
      ...(typeof more === "function" ? more(clock) : more),
    }).then(
      (answer) => ({ answer: answer as SomeAnswer }),
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
