import type { Link } from "../../config/link";
import type { LocatedQuery } from "../../named-queries/check-query";
import { exampleEvent } from "../../named-queries/example-statement";
import { type OwnEvent, sampleEvent } from "./own-events";

/** Queries that the deployed function is asked for: all were tried before, and these show that it has them. */
const MAX_ASKED_QUERIES = 20;

/** How many of a link's named queries {@link askedEvents} leaves out, of those that the function could be asked for. */
export function unaskedQueries(
  { function: { code } }: Link,
  ownEvents: readonly OwnEvent[],
  queries: readonly LocatedQuery[],
): number {
  const isAsked = code === undefined && ownEvents.length === 0;
  return isAsked ? Math.max(0, queries.length - MAX_ASKED_QUERIES) : 0;
}

/**
 * What the deployed function of a link is asked: what the run names, or else the link's sample event and, of the project's
 * function, the first of the named queries with their examples. What a handler of one's own takes, only its user knows.
 *
 * @param ownEvents of the options `--sql` and `--event`
 * @param queries named queries of the link
 * @returns none where the built-in query is to be asked
 * @throws UsageError for a sample event that is missing or no JSON
 */
export function askedEvents(
  { function: { code, sampleEventFile } }: Link,
  ownEvents: readonly OwnEvent[],
  queries: readonly LocatedQuery[],
): readonly OwnEvent[] {
  if (ownEvents.length > 0) return ownEvents;
  const sample = sampleEventFile === undefined ? [] : [sampleEvent(sampleEventFile)];
  if (code !== undefined) return sample.length > 0 ? sample : [{ title: "{}", event: {} }];
  const asked = queries.slice(0, MAX_ASKED_QUERIES);
  return [...sample, ...asked.map((query) => ({ title: query.name, event: exampleEvent(query) }))];
}
