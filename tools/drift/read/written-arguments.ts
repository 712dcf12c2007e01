import type { ConfiguredResource } from "../../../access/terraform/plan";
import { isJson, type Json } from "../../../aws/json";

/**
 * Which arguments a synthesized stack writes, by the address of the resource. What may come to nothing counts as not written (`null`,
 * an empty list, an expression): the shown plan says then what Terraform makes of it.
 *
 * @param stackJson `cdk.tf.json`, as an object; of anything else nothing is known
 */
export function writtenArguments(stackJson: unknown): ReadonlyMap<string, ConfiguredResource> {
  const types = isJson(stackJson) && isJson(stackJson.resource) ? stackJson.resource : {};
  return new Map(
    Object.entries(types).flatMap(([type, named]) =>
      Object.entries(isJson(named) ? named : {}).flatMap(([name, block]) =>
        isJson(block) ? [[`${type}.${name}`, configured(block)] as const] : [],
      ),
    ),
  );
}

function configured({ provider, ...block }: Json): ConfiguredResource {
  return {
    providerKey: String(provider),
    expressions: Object.fromEntries(
      Object.entries(block)
        .filter(([, value]) => isWritten(value))
        .map(([name, value]) => [name, { constant_value: value }]),
    ),
  };
}

function isWritten(value: unknown): boolean {
  const text = JSON.stringify(value);
  return !["null", "[]", "{}"].includes(text) && !/[$%]\{/.test(text);
}
