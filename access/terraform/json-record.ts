import { isJson, type Json } from "../../aws/json";
import { AccessError } from "../iam/access-error";

/**
 * The object at this place; an absent one is empty.
 *
 * @throws AccessError when something else stands there
 */
export function jsonRecord(value: unknown, address: string): Json {
  if (value === undefined) return {};
  if (!isJson(value)) {
    throw new AccessError(
      "unreadable-terraform",
      `${address} is ${JSON.stringify(value)}, expected an object; check the synthesized JSON`,
    );
  }
  return value;
}

/**
 * Terraform JSON writes a repeatable block as a list, or as one object when there is one; none as nothing or `null`.
 *
 * @throws AccessError when something else stands there: Terraform also reads blocks out of lists in lists
 */
export function blocks(value: unknown): readonly Json[] {
  if (value === undefined || value === null) return [];
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (entries.every(isJson)) return entries;
  throw new AccessError(
    "unreadable-terraform",
    "a block is neither an object nor a list of objects; check the synthesized JSON",
  );
}

/** The objects of a list, in its order; anything else is no list. */
export function objectsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}
