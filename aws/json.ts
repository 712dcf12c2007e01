/** A JSON object whose members are yet to be checked. */
export type Json = Readonly<Record<string, unknown>>;

/** True for an object that is neither `null` nor a list. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The members that are there, to be spread into an object: one that is `undefined` is left out, as JSON leaves it out. One
 * that is `null` stays.
 */
export function presentMembers<T extends object>(
  members: T,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const present = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
}

/** What `JSON.parse` says of a text, without what it quotes of it: plans, policies and events hold what nobody else should read. */
export function jsonFault(error: unknown): string {
  return String(error).replace(/^SyntaxError: |, (?:\.\.\.)?".*/gs, "");
}
