import { isJson, type Json } from "../aws/json";

/** One object of a state as Terraform stores it: a resource has one, and a second one while it is being replaced. */
export interface StoredResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Json;
  /** Alias of the provider's configuration. Absent: the one without an alias. */
  readonly providerAlias?: string;
}

/** For example `provider["registry.terraform.io/hashicorp/aws"].lambda_account`. */
const PROVIDER_ALIAS = /\]\.([\w-]+)$/;

/**
 * The resources of a state as Terraform stores it (`terraform state pull`, format 4), each with the attributes of its first
 * instance. One without an instance does not exist, and is left out.
 *
 * @param json a state of root module resources; what has another shape is left out
 */
export function readStateFile(json: unknown): readonly StoredResource[] {
  return resourcesIn(json).flatMap((instances) => instances.slice(0, 1));
}

/** Everything that a state holds, of every module and instance. */
export function storedObjects(json: unknown): readonly StoredResource[] {
  return resourcesIn(json).flat();
}

/** The instances of each resource. */
function resourcesIn(json: unknown): readonly (readonly StoredResource[])[] {
  return objectsOf(isJson(json) ? json.resources : []).map(
    ({ module, mode, type, name, provider, instances }) => {
      if (mode !== "managed" && mode !== "data") return [];
      const inModule = typeof module === "string" ? `${module}.` : "";
      const alias = PROVIDER_ALIAS.exec(String(provider))?.[1];
      return objectsOf(instances).map(({ attributes }) => ({
        address: `${inModule}${mode === "data" ? "data." : ""}${String(type)}.${String(name)}`,
        mode,
        type: String(type),
        name: String(name),
        values: isJson(attributes) ? attributes : {},
        ...(alias === undefined ? {} : { providerAlias: alias }),
      }));
    },
  );
}

function objectsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}
