/** Thrown where a query is found to be one that is refused, deep in it; caught where the statement's queries are rewritten. */
export class QueryRefusal extends Error {}

/** @param error the words that the statement fails with */
export function queryRefusal(error: string): QueryRefusal {
  return new QueryRefusal(error);
}
