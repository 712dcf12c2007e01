import type { Context } from "aws-lambda";
import { assumeDataRole, type SessionCredentials, type Sts } from "../../redshift-data/client/assume-role";
import { authorizeDataApi } from "../../redshift-data/client/authorized-data-api";
import type { Clock } from "../../redshift-data/client/clock";
import { createCredentialCache } from "../../redshift-data/client/credential-cache";
import type { DataApi } from "../../redshift-data/client/data-api";
import type { LinkSettings } from "../../redshift-data/client/link-settings";
import { createTally } from "../../redshift-data/client/usage";
import type { Place } from "../../redshift-data/errors/link-context";
import { QueryError } from "../../redshift-data/errors/query-error";
import type { Answer } from "../../redshift-data/statement/answers";
import type { Request } from "../../redshift-data/statement/request";
import { answerRequest } from "./answer-request";
import { parseEvent } from "./event/parse-event";
import { internalError } from "./internal-error";
import { answerLine, failureLine } from "./log/invocation-line";

/** What the handler uses of Lambda's context. */
export type InvocationContext = Pick<
  Context,
  "awsRequestId" | "functionName" | "invokedFunctionArn" | "getRemainingTimeInMillis"
>;

/** What the handler needs from outside. */
export interface HandlerDependencies {
  readonly settings: LinkSettings;
  readonly sts: Sts;
  readonly connect: (credentials: SessionCredentials) => DataApi;
  readonly clock: Clock;
  /** Writes one line to the function's log. */
  readonly log: (line: string) => void;
}

/** The Lambda handler; credentials of the data role live as long as the handler does. */
export function createHandler(
  dependencies: HandlerDependencies,
): (event: unknown, context: InvocationContext) => Promise<Answer> {
  const { settings, sts, connect, clock, log } = dependencies;
  let authorized: DataApi | undefined;
  // A container works on one invocation at a time.
  let hop1Milliseconds = 0;

  async function assume(place: Place): Promise<SessionCredentials> {
    const startedAt = clock.nowMilliseconds();
    try {
      return await assumeDataRole(sts, place);
    } finally {
      hop1Milliseconds += clock.nowMilliseconds() - startedAt;
    }
  }

  return async (event, context) => {
    const startedAtMilliseconds = clock.nowMilliseconds();
    const tally = createTally();
    const place = placeOf(settings, context);
    authorized ??= authorizeDataApi(
      createCredentialCache(() => assume(place), clock),
      connect,
    );
    hop1Milliseconds = 0;
    let action: Request["action"] | undefined;
    const figures = () => ({
      requestId: context.awsRequestId,
      link: settings.linkName,
      action,
      tally,
      hop1Milliseconds,
      startedAtMilliseconds,
      endedAtMilliseconds: clock.nowMilliseconds(),
    });
    try {
      const request = parseEvent(event);
      action = request.action;
      const answer = await answerRequest(request, {
        api: authorized,
        clock,
        place,
        // Lambda repeats a failed asynchronous invocation under the same request id.
        clientToken: context.awsRequestId,
        remainingMilliseconds: context.getRemainingTimeInMillis(),
        tally,
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

function placeOf(settings: LinkSettings, context: InvocationContext): Place {
  return {
    settings,
    lambdaAccountId: context.invokedFunctionArn.split(":")[4] ?? "",
    functionName: context.functionName,
  };
}
