import { isJson } from "../../aws/json";
import type { NamedQuery, QueryParameter } from "../../redshift-data/queries/named-query";
import { PARAMETER_TYPES } from "../../redshift-data/queries/parameter-types";

/**
 * The named queries of a link as the archive holds them. The same queries give the same text, whatever the order of their files.
 *
 * @param queries names are unique
 */
export function encodeQueries(queries: readonly NamedQuery[]): string {
  const sorted = [...queries].sort((a, b) => (a.name < b.name ? -1 : 1));
  const members = sorted.map(({ name, description, sql, parameters }) => ({
    name,
    description,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      type: parameter.type,
      nullable: parameter.nullable,
    })),
    sql,
  }));
  return `${JSON.stringify({ queries: members }, null, 1)}\n`;
}

/**
 * Reads what {@link encodeQueries} has written.
 *
 * @returns nothing for any other text
 */
export function decodeQueries(text: string): readonly NamedQuery[] | undefined {
  const json = parsed(text);
  if (!isJson(json) || !Array.isArray(json.queries)) return undefined;
  const queries = json.queries.filter(isQuery);
  return queries.length === json.queries.length ? queries : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isQuery(value: unknown): value is NamedQuery {
  return (
    isJson(value) &&
    [value.name, value.description, value.sql].every((member) => typeof member === "string") &&
    Array.isArray(value.parameters) &&
    value.parameters.every(isParameter)
  );
}

function isParameter(value: unknown): value is QueryParameter {
  return (
    isJson(value) &&
    typeof value.name === "string" &&
    PARAMETER_TYPES.some((type) => type === value.type) &&
    typeof value.nullable === "boolean"
  );
}
