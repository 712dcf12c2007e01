import { parseEvent } from "../../functions/run-query/event/parse-event";
import { QueryError } from "../../redshift-data/errors/query-error";

/** What is wrong with an event, as a caller reads it. */
export function eventProblems(event: unknown): string {
  try {
    parseEvent(event);
  } catch (error) {
    if (error instanceof QueryError && error.fields.code === "EVENT_INVALID") return error.fields.message;
    throw error;
  }
  return "no problem";
}
