import type { Clock } from "../../redshift-data/client/calls/clock";
import { internalError } from "../../redshift-data/errors/internal-error";
import { QueryError } from "../../redshift-data/errors/query-error";
import { type LambdaContext, lambdaInvocation } from "../../redshift-data/lambda-invocation";
import type { LinkClient } from "../../redshift-data/link-client";
import { answerLine, failureLine } from "../../redshift-data/log/invocation-line";
import type { Answer } from "../../redshift-data/statement/answers";
import type { Request } from "../../redshift-data/statement/request";
import { parseEvent } from "./event/parse-event";
import type { EventRules } from "./event/read-named-query";

/** What the handler needs from outside. */
export interface HandlerDependencies {
  readonly linkName: string;
  readonly client: LinkClient;
  readonly clock: Clock;
  /** What events may ask for. @default - the link has no named queries, and any SQL is allowed */
  readonly rules?: EventRules;
  /** Writes one line to the function's log. */
  readonly log: (line: string) => void;
}

/** The Lambda handler: an event becomes a request, and every invocation one line of the log. */
export function createHandler({
  linkName,
  client,
  clock,
  rules,
  log,
}: HandlerDependencies): (event: unknown, context: LambdaContext) => Promise<Answer> {
  return async (event, context) => {
    const startedAtMilliseconds = clock.nowMilliseconds();
    const invocation = lambdaInvocation(context);
    let request: Request | undefined;
    const figures = () => ({
      requestId: context.awsRequestId,
      link: linkName,
      action: request?.action,
      // The name alone: it stands in the link's files, whatever the event holds.
      query: request !== undefined && "submission" in request ? request.submission.query : undefined,
      usage: invocation.usage,
      startedAtMilliseconds,
      endedAtMilliseconds: clock.nowMilliseconds(),
    });
    try {
      request = parseEvent(event, rules);
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
