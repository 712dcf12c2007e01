import type { StackReview } from "../judge/review-stack";
import type { DeployedQueries } from "../read/deployed-queries";

type Query = Exclude<DeployedQueries["queries"], "unknown">[number];

/**
 * What the function runs, in one sentence without a full stop.
 *
 * @param code whose it is: only the project's own is known to keep to the setting
 */
export function queriesInWords({ rawSql, queries }: DeployedQueries, code: StackReview["code"]): string {
  if (code !== undefined) {
    const carried = queries === "unknown" ? "named queries that could not be read" : countedQueries(queries);
    return `has ${carried} beside it; what it runs, its own code decides`;
  }
  const raw = rawSql ? "and any other SQL" : "and no other SQL (rawSql: false)";
  if (queries === "unknown") return `runs named queries that could not be read, ${raw}`;
  return `runs ${countedQueries(queries)}, ${raw}`;
}

function countedQueries({ length }: readonly Query[]): string {
  return length === 1 ? "1 named query" : `${length} named queries`;
}

/** A query with its parameters: `monthly_sales(since date, region text null)`. */
export function querySignature({ name, parameters }: Query): string {
  const list = parameters.map(
    (parameter) => `${parameter.name} ${parameter.type}${parameter.nullable ? " null" : ""}`,
  );
  return `${name}(${list.join(", ")})`;
}

/** The queries of a stack that could be read. */
export function readableQueries(deployed: DeployedQueries | undefined): readonly Query[] {
  return deployed === undefined || deployed.queries === "unknown" ? [] : deployed.queries;
}
