import { QueryError } from "./query-error";

/** Problems told of one event; more only repeat what is wrong with it. */
const MAX_PROBLEMS = 50;

/** The error for an event that is refused. The problems must not show values. */
export function invalidRequest(problems: readonly string[]): QueryError {
  const more = problems.length - MAX_PROBLEMS;
  const told = more > 0 ? [...problems.slice(0, MAX_PROBLEMS), `and ${more} more`] : problems;
  return new QueryError({
    code: "EVENT_INVALID",
    hop: "event",
    message: told.join("; "),
    advice: "correct the event; nothing was sent to AWS",
  });
}
