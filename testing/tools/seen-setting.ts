import type { StateResource } from "../../access/terraform/plan-json";
import type { Json } from "../../aws/json";
import type { Difference } from "../../tools/drift/judge/differences/difference";
import { settingEffect } from "../../tools/drift/judge/meaning/settings/setting-effect";

/** A difference of one attribute, or that the resource is gone, with the state that it is seen from. */
export function seenSetting(
  type: string,
  values: Json,
  attribute?: string,
  now?: unknown,
  kind: Difference["kind"] = "changed",
) {
  const address = `${type}.it`;
  const base: StateResource[] = [{ address, mode: "managed", type, name: "it", values }];
  const told = { kind, address, summary: "", before: null, after: null };
  const difference: Difference =
    attribute === undefined
      ? { ...told, edit: { remove: address } }
      : { ...told, attribute, edit: { set: address, attribute, value: now } };
  return settingEffect(difference, base);
}
