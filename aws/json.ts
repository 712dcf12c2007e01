/** A JSON object whose members are yet to be checked. */
export type Json = Readonly<Record<string, unknown>>;

/** True for an object that is neither `null` nor a list. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
