import { isJson, type Json } from "../../aws/json";
import type { ConfiguredResource } from "./plan";

/** What Terraform shows for a value it will know after the apply only. */
const KNOWN_AFTER_APPLY = "${known after apply}";

/**
 * The values of a planned resource as Terraform JSON: text escaped, nothing that is absent, and an expression
 * where the value is not known. A reference to a role of the stack stays that reference: the reader answers it.
 *
 * @param unknown what the apply works out: `true` in the place of each such value
 */
export function plannedValue(
  values: Json,
  unknown: Json,
  configured: Pick<ConfiguredResource, "expressions"> = { expressions: {} },
): Json {
  const { expressions } = configured;
  const known = Object.entries(values).flatMap(([name, value]) => {
    const merged = merge(value, unknown[name]);
    return merged === undefined ? [] : [[name, merged] as const];
  });
  const unknowns = Object.entries(unknown)
    // An argument that is not configured is computed: nobody asks for it before it is there.
    .filter(([name, value]) => value === true && expressions[name] !== undefined)
    .map(([name]) => [name, roleReference(expressions[name])] as const);
  return Object.fromEntries([...known, ...unknowns]);
}

function merge(value: unknown, unknown: unknown): unknown {
  if (unknown === true) return KNOWN_AFTER_APPLY;
  if (value === null || value === "") return undefined;
  if (typeof value === "string") return value.replace(/[$%](?=\{)/g, "$&$&");
  if (Array.isArray(value)) {
    const unknowns = Array.isArray(unknown) ? unknown : [];
    return value.map((entry, index) => merge(entry, unknowns[index]) ?? entry);
  }
  if (!isJson(value)) return value;
  const names = new Set([...Object.keys(value), ...(isJson(unknown) ? Object.keys(unknown) : [])]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const merged = merge(value[name], isJson(unknown) ? unknown[name] : undefined);
      return merged === undefined ? [] : [[name, merged]];
    }),
  );
}

function roleReference(expression: unknown): string {
  const references = isJson(expression) && Array.isArray(expression.references) ? expression.references : [];
  const [attribute] = references.filter((reference) =>
    /^aws_iam_role\.[\w-]+\.(arn|name|id)$/.test(String(reference)),
  );
  const resources = new Set(
    references.map((reference) => String(reference).split(".").slice(0, 2).join(".")),
  );
  // Several references make an expression of which the parts alone say nothing.
  return attribute === undefined || resources.size > 1 ? KNOWN_AFTER_APPLY : `\${${String(attribute)}}`;
}
