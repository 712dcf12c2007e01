import { isJson, type Json } from "../../aws/json";
import { literal } from "./expected-parts/checks";
import { jsonRecord, objectsIn } from "./json-record";

/** An expression that cannot be read back. */
const UNREADABLE = "${…}";

/**
 * The configuration in a plan in the shape of the `cdk.tf.json` that it was made of, without the section `terraform`, of which a
 * plan tells nothing: arguments as they are written, also those that leave no trace in the planned values.
 *
 * @param show `terraform show -json` of a plan
 * @throws AccessError when a part of it has another shape than Terraform gives it
 */
export function configuredStackJson(show: unknown): Json {
  const json = jsonRecord(show, "terraform show -json");
  const configuration = jsonRecord(json.configuration, "configuration");
  const root = jsonRecord(configuration.root_module, "root_module");
  return {
    resource: blocksOf(root, "managed"),
    data: blocksOf(root, "data"),
    output: Object.fromEntries(
      Object.entries(jsonRecord(root.outputs, "outputs")).map(([name, output]) => {
        const { expression, ...rest } = jsonRecord(output, name);
        return [name, { ...rest, ...written({ value: expression }) }];
      }),
    ),
    provider: {
      aws: Object.entries(jsonRecord(configuration.provider_config, "provider_config"))
        .map(([key, provider]) => jsonRecord(provider, key))
        // Terraform lists a provider that nobody configured, too.
        .filter(({ alias, expressions }) => alias !== undefined || expressions !== undefined)
        .map(({ alias, expressions }) => ({
          ...(alias === undefined ? {} : { alias }),
          ...written(jsonRecord(expressions, String(alias))),
        })),
    },
  };
}

function blocksOf(root: Json, mode: "managed" | "data"): Json {
  // Without a prototype: Terraform takes `__proto__` for a name like any other.
  const types: Record<string, Record<string, Json>> = Object.create(null);
  for (const entry of objectsIn(root.resources)) {
    if ((entry.mode === "managed") !== (mode === "managed")) continue;
    const { type, name, address, provider_config_key: provider, expressions, depends_on: order } = entry;
    const byName: Record<string, Json> = types[String(type)] ?? Object.create(null);
    byName[String(name)] = {
      ...written(jsonRecord(expressions, String(address))),
      provider,
      ...(order === undefined ? {} : { depends_on: order }),
    };
    types[String(type)] = byName;
  }
  return types;
}

/**
 * A block as it is written. Of Terraform JSON the plan keeps the text of an expression as its constant; of other syntax it
 * keeps the references alone, from which nobody can tell what is made of them.
 */
function written(expressions: Json): Json {
  return Object.fromEntries(
    Object.entries(expressions).map(([name, expression]) => [name, writtenValue(expression)]),
  );
}

function writtenValue(expression: unknown): unknown {
  if (Array.isArray(expression)) return expression.map((block) => (isJson(block) ? written(block) : block));
  if (!isJson(expression)) return expression;
  if (Object.hasOwn(expression, "constant_value")) {
    const isKnown = Object.keys(expression).every((member) =>
      ["constant_value", "references"].includes(member),
    );
    return isKnown ? expression.constant_value : UNREADABLE;
  }
  if (!("references" in expression))
    return Object.keys(expression).length === 0 ? UNREADABLE : written(expression);
  const [reference, ...rest] = Array.isArray(expression.references) ? expression.references.map(String) : [];
  const single = reference !== undefined && rest.every((other) => reference.startsWith(`${other}.`));
  return single && literal(reference) ? `\${${reference}}` : UNREADABLE;
}
