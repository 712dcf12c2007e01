/** Elements of a policy document that hold actions, whose case IAM ignores. */
const ACTION_ELEMENT = /^(Not)?Action$/;

/** Lists whose order decides something: a later layer overwrites an earlier one. */
const ORDERED = new Set(["layers"]);

/** An account as a principal: its id alone means its root. */
const ACCOUNT_ROOT = /^arn:aws[a-z-]*:iam::(\d{12}):root$/;

/**
 * Do two values of an attribute mean the same? Order, whitespace, duplicates, a list of one or the value itself,
 * the case of actions, and the several ways to write nothing make no difference.
 */
export function sameMeaning(attribute: string, before: unknown, after: unknown): boolean {
  const keepOrder = ORDERED.has(attribute);
  return JSON.stringify(plain(before, keepOrder)) === JSON.stringify(plain(after, keepOrder));
}

/** The policy document, or other JSON object, in a text; `undefined` when it is none. */
export function documentIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "string" || !value.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** An attribute as Terraform holds it. */
function plain(value: unknown, keepOrder: boolean): unknown {
  const document = documentIn(value);
  if (document !== undefined) return canonical(document, "");
  if (Array.isArray(value)) {
    const entries = value.map((entry) => plain(entry, keepOrder));
    if (entries.length === 0) return null;
    return keepOrder ? entries : sorted(entries);
  }
  if (isRecord(value)) return byKey(value, (entry) => plain(entry, keepOrder));
  return value === "" || value === undefined ? null : value;
}

/** A part of a policy document. */
function canonical(value: unknown, element: string): unknown {
  if (Array.isArray(value)) {
    const entries = sorted(value.map((entry) => canonical(entry, element)));
    return entries.length === 1 ? entries[0] : entries;
  }
  if (isRecord(value)) return byKey(value, canonical);
  const text = String(value);
  if (ACTION_ELEMENT.test(element)) return text.toLowerCase();
  return element === "AWS" ? text.replace(ACCOUNT_ROOT, "$1") : text;
}

function sorted(entries: readonly unknown[]): unknown[] {
  return [...new Set(entries.map((entry) => JSON.stringify(entry)))]
    .sort()
    .map((entry): unknown => JSON.parse(entry));
}

function byKey(
  value: Readonly<Record<string, unknown>>,
  map: (entry: unknown, key: string) => unknown,
): unknown {
  const entries = Object.entries(value)
    .map(([key, entry]) => [key, map(entry, key)] as const)
    .filter(([, entry]) => entry !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
