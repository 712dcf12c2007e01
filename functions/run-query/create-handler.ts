import type { Context } from "aws-lambda";
import { assumeDataRole, type SessionCredentials, type Sts } from "./assume-role";
import { authorizeDataApi } from "./authorized-data-api";
import type { Clock } from "./clock";
import { countCalls } from "./count-calls";
import { createCredentialCache } from "./credential-cache";
import type { DataApi } from "./data-api";
import { internalError } from "./errors/internal-error";
import type { Place } from "./errors/place";
import { QueryError } from "./errors/query-error";
import { answerLine, failureLine } from "./log-statement";
import { parseEvent } from "./parse-event";
import type { Settings } from "./read-environment";
import { runStatement } from "./run-statement";
import type { StatementAnswer } from "./statement-answer";

/** What the handler uses of Lambda's context. */
export type InvocationContext = Pick<
  Context,
  "awsRequestId" | "functionName" | "invokedFunctionArn" | "getRemainingTimeInMillis"
>;

/** What the handler needs from outside. */
export interface HandlerDependencies {
  readonly settings: Settings;
  readonly sts: Sts;
  readonly connect: (credentials: SessionCredentials) => DataApi;
  readonly clock: Clock;
  /** Writes one line to the function's log. */
  readonly log: (line: string) => void;
}

/** The Lambda handler; credentials of the data role live as long as the handler does. */
export function createHandler(
  dependencies: HandlerDependencies,
): (event: unknown, context: InvocationContext) => Promise<StatementAnswer> {
  const { settings, sts, connect, clock, log } = dependencies;
  let authorized: DataApi | undefined;

  function dataApi(place: Place): DataApi {
    authorized ??= authorizeDataApi(
      createCredentialCache(() => assumeDataRole(sts, place), clock),
      connect,
    );
    return authorized;
  }

  return async (event, context) => {
    const startedAt = clock.nowMilliseconds();
    const place = placeOf(settings, context);
    const { api, calls } = countCalls(dataApi(place));
    const figures = () => ({
      requestId: context.awsRequestId,
      link: settings.linkName,
      calls: calls(),
      durationMs: clock.nowMilliseconds() - startedAt,
    });
    try {
      const answer = await runStatement(parseEvent(event), {
        api,
        clock,
        place,
        // Lambda repeats a failed asynchronous invocation under the same request id.
        clientToken: context.awsRequestId,
        remainingMilliseconds: context.getRemainingTimeInMillis(),
      });
      log(answerLine(figures(), answer));
      return answer;
    } catch (error) {
      const failure = error instanceof QueryError ? error : internalError(error, context.awsRequestId, log);
      log(failureLine(figures(), failure.fields));
      throw failure;
    }
  };
}

function placeOf(settings: Settings, context: InvocationContext): Place {
  return {
    settings,
    lambdaAccountId: context.invokedFunctionArn.split(":")[4] ?? "",
    functionName: context.functionName,
  };
}
