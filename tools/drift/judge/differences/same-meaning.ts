import { policyKey } from "../../../../access/iam/policy-equality";
import { isJson, type Json } from "../../../../aws/json";

/** Lists whose order decides something: a later layer overwrites an earlier one. */
const ORDERED = new Set(["layers"]);

/**
 * Do two values of an attribute, as Terraform holds it, mean the same? Policies are compared as IAM reads them. Elsewhere the
 * order of a set, what is written twice, and the several ways to write nothing make no difference.
 */
export function sameMeaning(attribute: string, before: unknown, after: unknown): boolean {
  const keepOrder = ORDERED.has(attribute);
  return JSON.stringify(comparable(before, keepOrder)) === JSON.stringify(comparable(after, keepOrder));
}

/** The policy document, or other JSON object, in a text; `undefined` when it is none. */
export function documentIn(value: unknown): Json | undefined {
  if (typeof value !== "string" || !value.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function comparable(value: unknown, keepOrder: boolean): unknown {
  const document = documentIn(value);
  if (document !== undefined) {
    return "Statement" in document ? policyKey(document) : comparable(document, keepOrder);
  }
  if (Array.isArray(value)) {
    const entries = value.map((entry) => comparable(entry, keepOrder));
    if (entries.length === 0) return null;
    return keepOrder ? entries : [...new Set(entries.map((entry) => JSON.stringify(entry)))].sort();
  }
  if (isJson(value)) {
    const entries = Object.entries(value)
      .map(([key, entry]) => [key, comparable(entry, keepOrder)] as const)
      .filter(([, entry]) => entry !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? null : Object.fromEntries(entries);
  }
  return value === "" || value === undefined ? null : value;
}
