import type { LocatedQuery } from "../../named-queries/check-query";
import { exampleEvent } from "../../named-queries/example-statement";
import type { OwnEvent } from "../statements/own-events";

/** Queries that the deployed function is asked for: all were tried before, and these show that it has them. */
const MAX_ASKED = 20;

/** What the deployed function of a link is asked where it has named queries: the first of them, with their examples. */
export function queryEvents(queries: readonly LocatedQuery[]): readonly OwnEvent[] {
  return queries.slice(0, MAX_ASKED).map((query) => ({ title: query.name, event: exampleEvent(query) }));
}
