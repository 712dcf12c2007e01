import type { Clock } from "../../redshift-data/client/calls/clock";
import { internalError } from "../../redshift-data/errors/internal-error";
import { QueryError } from "../../redshift-data/errors/query-error";
import { type LambdaContext, lambdaInvocation } from "../../redshift-data/lambda-invocation";
import type { LinkClient } from "../../redshift-data/link-client";
import { answerLine, failureLine } from "../../redshift-data/log/invocation-line";
import type { Answer } from "../../redshift-data/statement/answers";
import type { Request } from "../../redshift-data/statement/request";
import { parseEvent } from "./event/parse-event";

/** What the handler needs from outside. */
export interface HandlerDependencies {
  readonly linkName: string;
  readonly client: LinkClient;
  readonly clock: Clock;
  /** Writes one line to the function's log. */
  readonly log: (line: string) => void;
}

/** The Lambda handler: an event becomes a request, and every invocation one line of the log. */
export function createHandler({
  linkName,
  client,
  clock,
  log,
}: HandlerDependencies): (event: unknown, context: LambdaContext) => Promise<Answer> {
  return async (event, context) => {
    const startedAtMilliseconds = clock.nowMilliseconds();
    const invocation = lambdaInvocation(context);
    let action: Request["action"] | undefined;
    const figures = () => ({
      requestId: context.awsRequestId,
      link: linkName,
      action,
      usage: invocation.usage,
      startedAtMilliseconds,
      endedAtMilliseconds: clock.nowMilliseconds(),
    });
    try {
      const request = parseEvent(event);
      action = request.action;
      const answer = await client.answer(request, invocation);
      log(answerLine(figures(), answer));
      return answer;
    } catch (error) {
      const failure = error instanceof QueryError ? error : internalError(error, context.awsRequestId, log);
      log(failureLine(figures(), failure.fields));
      throw failure;
    }
  };
}
