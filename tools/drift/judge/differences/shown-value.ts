import { maskExternalIds, maskVariable } from "../../../lib/report/mask";
import { documentIn } from "./same-meaning";

/**
 * A value as a report shows it: policy documents indented, external ids and the user's variables masked;
 * `null` for no value.
 */
export function shown(attribute: string, value: unknown): string | null {
  if (value === null || value === undefined || value === "" || JSON.stringify(value) === "{}") return null;
  const document = documentIn(value);
  if (document !== undefined) return JSON.stringify(maskExternalIds(document), null, 2);
  if (attribute === "environment") return JSON.stringify(withoutVariables(value), null, 2);
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((entry) => typeof entry === "string")) {
    return value.length === 0 ? null : value.join(", ");
  }
  return JSON.stringify(value);
}

/** A value that is no attribute of Terraform's, as a report shows it: external ids masked. */
export function shownJson(value: unknown): string {
  return JSON.stringify(maskExternalIds(value), null, 2);
}

/** Names of the variables whose values differ: what a masked environment cannot show. */
export function changedVariables(before: unknown, after: unknown): readonly string[] {
  const [valuesBefore, valuesAfter] = [variablesOf(before), variablesOf(after)];
  const names = [...new Set([...Object.keys(valuesBefore), ...Object.keys(valuesAfter)])].sort();
  return names.filter((name) => valuesBefore[name] !== valuesAfter[name]);
}

/** The variables in a function's `environment`, as Terraform holds it: one block in a list. */
export function variablesOf(environment: unknown): Readonly<Record<string, unknown>> {
  const [block] = Array.isArray(environment) ? environment : [];
  return (block as { variables?: Record<string, unknown> } | undefined)?.variables ?? {};
}

function withoutVariables(environment: unknown): unknown {
  const entries = Object.entries(variablesOf(environment));
  return Object.fromEntries(entries.map(([name, value]) => [name, maskVariable(name, value)]));
}
