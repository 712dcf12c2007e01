import { QueryError } from "./query-error";

/** Problems told of one event; more only repeat what is wrong with it. */
export const MAX_PROBLEMS = 50;

/**
 * The error for an event that is refused. The problems must not show values.
 *
 * @param count of all problems, where some are not among those given
 */
export function invalidRequest(problems: readonly string[], count: number = problems.length): QueryError {
  const told = problems.slice(0, MAX_PROBLEMS);
  const more = count - told.length;
  return new QueryError({
    code: "EVENT_INVALID",
    hop: "event",
    message: (more > 0 ? [...told, `and ${more} more`] : told).join("; "),
    advice: "correct the event; nothing was sent to AWS",
  });
}
