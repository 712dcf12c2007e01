import { isJson } from "../../aws/json";
import { objectsIn } from "./json-record";
import type { StateResource } from "./plan-json";

/**
 * The resources of a state as Terraform stores it (`terraform state pull`, format 4), each with the attributes of its first
 * instance. One without an instance does not exist, and is left out.
 *
 * @param json a state of root module resources; what has another shape is left out
 */
export function readStateFile(json: unknown): readonly StateResource[] {
  return objectsIn(isJson(json) ? json.resources : []).flatMap(({ mode, type, name, instances }) => {
    const [instance] = objectsIn(instances);
    if (instance === undefined || (mode !== "managed" && mode !== "data")) return [];
    const values = isJson(instance.attributes) ? instance.attributes : {};
    const address = `${mode === "data" ? "data." : ""}${String(type)}.${String(name)}`;
    return [{ address, mode, type: String(type), name: String(name), values }];
  });
}
