/** cdktf's own: replaces every token in a value, drops what is undefined, and refuses what is no JSON. */
type Resolve = (scope: unknown, value: unknown, preparing?: boolean) => unknown;

/** A text that may hold a token or an encoded number, or stands for a map of tokens. Whatever else Terraform reads in it stays. */
const NOT_PLAIN = /Token|[-|\d.+]e[-|\d.eE+]/;

const isPlainText = (text: string) => !NOT_PLAIN.test(text);

/** What stands for a token is negative. */
const isPlainNumber = (number: number) => Number.isSafeInteger(number) && number >= 0;

/** What the elements of a list of tokens are. */
function isPlainElement(element: unknown): boolean {
  if (typeof element === "string") return isPlainText(element);
  return typeof element !== "number" || isPlainNumber(element);
}

/** Names of arguments, which every link has again. */
const plainKeys = new Set<string>();

function isPlainKey(key: string): boolean {
  if (plainKeys.has(key)) return true;
  if (!isPlainText(key)) return false;
  plainKeys.add(key);
  return true;
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The same as `resolve` makes of a value, which is asked only about parts that are not plain. */
function resolvedPlain(value: unknown, resolve: (part: unknown) => unknown): unknown {
  switch (typeof value) {
    case "string":
      return isPlainText(value) ? value : resolve(value);
    case "number":
      return isPlainNumber(value) ? value : resolve(value);
    case "undefined":
    case "boolean":
      return value;
  }
  if (value === null) return value;
  if (Array.isArray(value)) {
    if (!value.every(isPlainElement)) return resolve(value);
    return value.map((item) => resolvedPlain(item, resolve)).filter((item) => item !== undefined);
  }
  if (typeof value !== "object" || !isPlainObject(value) || typeof value.resolve === "function")
    return resolve(value);
  const keys = Object.keys(value);
  if (!keys.every(isPlainKey)) return resolve(value);
  const result: Record<string, unknown> = {};
  for (const key of keys) {
    const resolved = resolvedPlain(value[key], resolve);
    if (resolved !== undefined) result[key] = resolved;
  }
  return result;
}

/**
 * From here on cdktf is spared what it does for every text, key and number of a stack, twice: it looks for five kinds of tokens in
 * each, in a context of its own. Most are plain, which one look tells. What is not plain cdktf resolves itself, and all of a value of
 * which something is refused: its message names the place.
 *
 * @returns brings cdktf's own back
 */
export function resolvePlain(): () => void {
  const tokens: { resolve: Resolve } = require("cdktf/lib/_tokens");
  const { resolve: own } = tokens;
  tokens.resolve = (scope, value, preparing) => {
    try {
      return resolvedPlain(value, (part) => own(scope, part, preparing));
    } catch {
      return own(scope, value, preparing);
    }
  };
  return () => {
    tokens.resolve = own;
  };
}
