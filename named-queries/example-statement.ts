import { bindQuery } from "../redshift-data/queries/bind-query";
import type { LocatedQuery } from "./check-query";

/** A query with its examples, as the function submits it. */
export interface ExampleStatement {
  readonly sql: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** @param query of a folder without problems */
export function exampleStatement(query: LocatedQuery): ExampleStatement {
  const bound = bindQuery(query, query.examples);
  if (!("problems" in bound)) {
    const parameters = bound.parameters.flatMap(({ name, value }) =>
      name === undefined || value === undefined ? [] : [{ name, value }],
    );
    return { sql: bound.sql, parameters };
  }
  throw new Error(`the examples of ${query.name} are none of its types, expected checkQuery to refuse them`);
}

/** The event that asks for a query with its examples. */
export function exampleEvent({ name, examples }: LocatedQuery): object {
  return {
    query: name,
    ...(Object.keys(examples).length === 0 ? {} : { parameters: examples }),
    format: "rows",
  };
}
