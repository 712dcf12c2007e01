import { isJson } from "../../aws/json";
import {
  ACCESS_DENIED_CODES,
  DATA_API_PHASES,
  ERROR_CODES,
  type ErrorCode,
  HOPS,
  type Hop,
} from "../../redshift-data/errors/error-codes";
import type { QueryErrorFields } from "../../redshift-data/errors/query-error";
import type { RejectedRow } from "../../redshift-data/errors/rejected-row";

/** What the function says of a failure. */
export type QueryFailure = QueryErrorFields;

/** Where on the way a failure was. */
export type FailureHop = Hop;

/** Stable code of a failure. */
export type FailureCode = ErrorCode;

/**
 * Reads the message of an error that the function threw: Lambda's `errorMessage`. Never fails.
 *
 * @returns nothing for any other text: Lambda's own errors, and those of another function or version of it
 */
export function parseQueryError(text: string): QueryFailure | undefined {
  const fields = parsed(text);
  if (!isJson(fields)) return undefined;
  const code = ERROR_CODES.find((known) => known === fields.code);
  const hop = HOPS.find((known) => known === fields.hop);
  const { message, advice } = fields;
  if (code === undefined || hop === undefined) return undefined;
  if (typeof message !== "string" || typeof advice !== "string") return undefined;
  return {
    code,
    hop,
    message,
    ...textOf(fields, "awsCode"),
    ...textOf(fields, "statementStatus"),
    ...textOf(fields, "networkCode"),
    ...textOf(fields, "awsMessage"),
    ...textOf(fields, "statementId"),
    ...rejectedOf(fields),
    advice,
  };
}

/** True when AWS refused for lack of permission: then policies are to be read. */
export function isAccessDenied(code: FailureCode): boolean {
  return ACCESS_DENIED_CODES.includes(code);
}

/** True when a call of the Data API failed, one that AWS answered or one that it did not. */
export function isDataApiCall(hop: FailureHop): boolean {
  return DATA_API_PHASES.some((phase) => phase === hop);
}

function textOf<K extends string>(
  fields: { readonly [P in K]?: unknown },
  key: K,
): { readonly [P in K]?: string } {
  const value = fields[key];
  return typeof value === "string" ? ({ [key]: value } as { readonly [P in K]: string }) : {};
}

/** The rows that COPY rejected; what is no such row is left out. */
function rejectedOf({ rejected }: { readonly rejected?: unknown }): Pick<QueryFailure, "rejected"> {
  return Array.isArray(rejected)
    ? { rejected: rejected.flatMap((row: unknown) => rejectedRow(row) ?? []) }
    : {};
}

function rejectedRow(row: unknown): RejectedRow | undefined {
  if (!isJson(row)) return undefined;
  const { file, column, reason } = row;
  const [line, position, errorCode] = [row.line, row.position, row.errorCode].map(numberOrNull);
  if (typeof file !== "string" || typeof column !== "string" || typeof reason !== "string") return undefined;
  if (line === undefined || position === undefined || errorCode === undefined) return undefined;
  return { file, line, column, position, errorCode, reason };
}

function numberOrNull(value: unknown): number | null | undefined {
  return typeof value === "number" || value === null ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
