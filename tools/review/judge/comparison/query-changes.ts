import { isDeepStrictEqual } from "node:util";
import type { DeployedQueries } from "../../read/deployed-queries";
import type { StackReview } from "../review-stack";
import type { AccessChange } from "./compare-stacks";

type Query = Exclude<DeployedQueries["queries"], "unknown">[number];

/** Of a stack of which nothing is told: any SQL, and no named queries. */
const UNTOLD: DeployedQueries = { rawSql: true, queries: [] };

/**
 * What a change does to what events may have the project's function run. What its roles may do is the same for every SQL, and who
 * may invoke it reaches all of that where any SQL is allowed. Queries that nobody could read are not compared.
 *
 * @param was of the older output. Absent: the function ran any SQL, and no named queries
 * @param stack as it is now
 */
export function queryChanges(
  was: DeployedQueries = UNTOLD,
  { namedQueries, code, planFile }: Pick<StackReview, "namedQueries" | "code" | "planFile">,
): Pick<AccessChange, "grants" | "takesAway"> {
  // Of a plan without a word about it, only that any SQL is allowed is known.
  const is = namedQueries ?? { ...UNTOLD, ...(planFile === undefined ? {} : { queries: "unknown" }) };
  if (code !== undefined) return { grants: [], takesAway: [] };
  const [had, has] = [byName(was.queries), byName(is.queries)];
  const isKnown = had !== undefined && has !== undefined;
  const grants = isKnown ? [...has.values()].flatMap((query) => grantOf(had.get(query.name), query)) : [];
  const gone = isKnown ? [...had.keys()].filter((name) => !has.has(name)) : [];
  return {
    grants: [
      ...(!was.rawSql && is.rawSql ? ["whoever may invoke the function can now run any SQL with it"] : []),
      ...grants,
    ],
    takesAway: [
      ...(was.rawSql && !is.rawSql
        ? ["whoever may invoke the function can no longer run any SQL with it, but named queries alone"]
        : []),
      ...gone.map((name) => `the function can no longer run named query ${name}`),
    ],
  };
}

function grantOf(was: Query | undefined, is: Query): readonly string[] {
  if (was === undefined) return [`the function can now run named query ${is.name}`];
  const isSame = was.sql === is.sql && isDeepStrictEqual(was.parameters, is.parameters);
  return isSame ? [] : [`named query ${is.name} now runs other SQL, or with other parameters`];
}

function byName(queries: DeployedQueries["queries"]): ReadonlyMap<string, Query> | undefined {
  return queries === "unknown" ? undefined : new Map(queries.map((query) => [query.name, query]));
}
