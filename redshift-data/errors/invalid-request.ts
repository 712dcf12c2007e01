import { QueryError } from "./query-error";

/** Problems told of one event; more only repeat what is wrong with it. */
export const MAX_PROBLEMS = 50;

/** Errors of an event that is refused before any call. */
const REFUSALS = [
  { code: "EVENT_INVALID", advice: "correct the event; nothing was sent to AWS" },
  { code: "QUERY_NOT_FOUND", advice: "correct query of the event; nothing was sent to AWS" },
  { code: "QUERY_VALUES_INVALID", advice: "correct parameters of the event; nothing was sent to AWS" },
  {
    code: "RAW_SQL_REFUSED",
    advice:
      "ask for a named query with query and parameters, or take rawSql: false out of the link and deploy it; nothing was sent to AWS",
  },
  {
    code: "LOCATION_REFUSED",
    advice:
      "correct the location of the event, or add the prefix to copyFrom or unloadTo of a bucket of the link and deploy it; nothing was sent to AWS",
  },
  {
    code: "BUCKETS_NOT_CONFIGURED",
    advice:
      "add to the link: buckets, each with its name and the prefixes it is loaded from (copyFrom) or unloaded to (unloadTo), and deploy it; nothing was sent to AWS",
  },
] as const;

/** Code of an event that is refused before any call. */
export type RefusalCode = (typeof REFUSALS)[number]["code"];

/**
 * The error for an event that is refused. The problems must not show values.
 *
 * @param count of all problems, where some are not among those given
 * @param code `EVENT_INVALID` where the problems are of several kinds
 */
export function invalidRequest(
  problems: readonly string[],
  count: number = problems.length,
  code: RefusalCode = "EVENT_INVALID",
): QueryError {
  const told = problems.slice(0, MAX_PROBLEMS);
  const more = count - told.length;
  return new QueryError({
    code,
    hop: "event",
    message: (more > 0 ? [...told, `and ${more} more`] : told).join("; "),
    advice: REFUSALS.find((refusal) => refusal.code === code)?.advice ?? REFUSALS[0].advice,
  });
}

/** A value in words. Numbers are shown; of text only the length, since it may be anything. */
export function typeName(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value.trim() === "" ? "empty text" : `text of length ${value.length}`;
  return Array.isArray(value) ? "an array" : `of type ${typeof value}`;
}
