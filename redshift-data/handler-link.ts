import type { Clock } from "./client/calls/clock";
import { QueryError } from "./errors/query-error";
import type { LambdaContext } from "./lambda-invocation";
import type { ConnectedLink } from "./link-client";
import { createLinkDatabase, type LinkDatabase } from "./link-database";
import { failedWorkLine, workLine } from "./log/invocation-line";

/** The link of a function, for its handler. Made once, outside of the handler: it keeps the session of the data role. */
export interface HandlerLink {
  /** Name of the link. */
  readonly name: string;
  /**
   * A Lambda handler around the work: it gets the event as it came and the link's database, and its answer is the function's.
   * Each invocation writes one line to the log, with CloudWatch metrics in it; a failure is counted there and thrown on, a
   * QueryError and any other error as it is.
   */
  handler<Event, Answer>(
    work: (event: Event, database: LinkDatabase, context: LambdaContext) => Answer | Promise<Answer>,
  ): (event: Event, context: LambdaContext) => Promise<Answer>;
  /** The link's database without a handler around it, for programs that bring theirs: nothing is logged then. */
  database(context: LambdaContext): LinkDatabase;
}

/** What a link for handlers needs from outside; `connect` brings the real ones. */
export interface HandlerLinkDependencies {
  readonly linkName: string;
  readonly client: ConnectedLink;
  readonly clock: Clock;
  /** Writes one line to the function's log. */
  readonly log: (line: string) => void;
}

/** A link for handlers over the given ports; it calls AWS with the first statement, not before. */
export function createHandlerLink({ linkName, client, clock, log }: HandlerLinkDependencies): HandlerLink {
  return {
    name: linkName,
    database: (context) => createLinkDatabase(client, context),
    handler: (work) => async (event, context) => {
      const startedAtMilliseconds = clock.nowMilliseconds();
      const database = createLinkDatabase(client, context);
      const figures = () => ({
        requestId: context.awsRequestId,
        link: linkName,
        action: undefined,
        usage: database.usage,
        startedAtMilliseconds,
        endedAtMilliseconds: clock.nowMilliseconds(),
      });
      try {
        const answer = await work(event, database, context);
        log(workLine(figures(), database));
        return answer;
      } catch (error) {
        log(failedWorkLine(figures(), database, error instanceof QueryError ? error.fields : undefined));
        throw error;
      }
    },
  };
}
