import { isJson } from "../../../aws/json";
import { isShownVariable } from "../../../redshift-data/link/environment-settings";

/** Condition key of an external id; IAM ignores the case of condition keys. */
const EXTERNAL_ID_KEY = /^sts:ExternalId$/i;

/**
 * What every report shows in the place of a value that it must not show: external ids, which only the two accounts of a
 * link share, and the user's own variables.
 *
 * @param what names the value, where a reader has to tell two of them apart
 */
export function notShown(what?: string): string {
  return what === undefined ? "(not shown)" : `(${what}, not shown)`;
}

/** Whether a condition key is that of an external id, in any case. */
export function isExternalIdKey(conditionKey: string): boolean {
  return EXTERNAL_ID_KEY.test(conditionKey);
}

/** A policy document, or any part of one, with the value of every `sts:ExternalId` replaced by {@link notShown}. */
export function maskExternalIds<T>(policy: T): T {
  return masked(policy) as T;
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isExternalIdKey(key) ? notShown() : masked(inner)]),
  );
}

/** The value of a function's environment variable as a report shows it. */
export function maskVariable<T>(name: string, value: T): T | string {
  return isShownVariable(name) ? value : notShown();
}

/**
 * A text of AWS with these values replaced where it quotes them: STS quotes an external id that it finds malformed.
 *
 * @param values `undefined` and empty ones are skipped
 */
export function maskQuoted(text: string, values: readonly (string | undefined)[]): string {
  return values
    .filter((value) => value !== undefined && value !== "")
    .reduce<string>((left, value) => left.replaceAll(`'${value}'`, `'${notShown()}'`), text);
}
