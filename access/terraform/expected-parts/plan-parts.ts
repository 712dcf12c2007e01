import { isDeepStrictEqual } from "node:util";
import { isJson, type Json } from "../../../aws/json";
import { outputsOfOthers, partsOfOthers } from "../carried/parts-of-others";
import { isOwnImport } from "../import-blocks";
import { jsonRecord, objectsIn } from "../json-record";
import { RESOURCE_ARGUMENTS } from "./resource-arguments";
import { isOwnProviderRange } from "./section-arguments";
import { unwrittenInPlan } from "./unwritten-choices";
import { unlikeWritten } from "./written-values";

/** What the JSON of a plan or a state is made of; `checks` and `variables` only where a configuration has some. */
const MEMBERS = [
  ...["format_version", "terraform_version", "timestamp", "applyable", "complete", "errored"],
  ...["planned_values", "prior_state", "values", "configuration"],
  ...["resource_changes", "resource_drift", "output_changes", "relevant_attributes"],
];

/** What `terraform show -json` prints of a state, which tells of no change. */
const STATE_MEMBERS = ["format_version", "terraform_version", "values"];

const PLANNED_RESOURCE = [
  ...["address", "mode", "type", "name", "provider_name", "schema_version", "values", "sensitive_values"],
  ...["identity", "identity_schema_version"],
];

/** Only a state says these. */
const STATE_RESOURCE = [...PLANNED_RESOURCE, "depends_on", "tainted"];

const CHANGE_ENTRY = [
  ...["address", "mode", "type", "name", "provider_name", "change", "action_reason", "deposed"],
];

const CHANGE = [
  ...["actions", "before", "after", "after_unknown", "before_sensitive", "after_sensitive"],
  ...["replace_paths", "before_identity", "after_identity"],
];

/** What an apply may do to an object that an earlier one left behind. */
const DEPOSED_ACTIONS = ["delete", "no-op"];

const OUTPUT = ["sensitive", "type", "value"];

const OUTPUT_CHANGE = ["actions", "before", "after", "after_unknown", "before_sensitive", "after_sensitive"];

/** What an apply does with one resource: one thing, or a replacement in either order. */
const ACTIONS: readonly string[] = [
  ...["no-op", "create", "read", "update", "delete", "delete,create", "create,delete"],
];

const CONFIGURED_RESOURCE = [
  ...["address", "mode", "type", "name", "provider_config_key", "expressions", "schema_version"],
  "depends_on",
  // Read with the resource itself.
  "provisioners",
];

/** The one data source of a link. */
const POLICY_DOCUMENT = "aws_iam_policy_document";

const PROVIDER_NAME = "registry.terraform.io/hashicorp/aws";

/**
 * What a plan says beside the resources that it leads to and that no plan of a link says, each in words. A plan shows what
 * the configuration has written, so that functions, other providers and arguments without a trace in the planned values show
 * here.
 *
 * @param show `terraform show -json`
 * @throws AccessError when a part of it has another shape than Terraform gives it
 */
export function unexpectedPlanParts(show: Json): readonly string[] {
  const configuration = jsonRecord(show.configuration, "configuration");
  const root = jsonRecord(configuration.root_module, "root_module");
  const outputs = jsonRecord(root.outputs, "outputs");
  return [
    ...others(show, show.planned_values === undefined ? STATE_MEMBERS : MEMBERS),
    ...(isVersion(show.terraform_version) ? [] : ["terraform_version"]),
    ...(show.complete === undefined || show.complete === true ? [] : ["a plan that is not complete"]),
    ...(show.applyable === undefined || typeof show.applyable === "boolean" ? [] : ["applyable"]),
    ...others(configuration, ["provider_config", "root_module"]),
    ...others(root, ["outputs", "resources"]),
    ...plannedParts(show),
    ...strangeEntries(show.resource_changes, "changes"),
    ...objectsIn(show.resource_changes).flatMap(changeParts),
    ...contradictions(show),
    ...unlikeWritten(show),
    ...unwrittenInPlan(show),
    ...strangeEntries(root.resources, "resources of the configuration"),
    ...objectsIn(root.resources).flatMap(resourceParts),
    ...Object.entries(jsonRecord(configuration.provider_config, "provider_config")).flatMap(
      ([key, provider]) => providerParts(key, jsonRecord(provider, key)),
    ),
    ...outputParts(show, outputs),
  ];
}

/** A plan says what it leads to twice, and both are the same; what an apply does is the second. */
function contradictions(show: Json): readonly string[] {
  if (show.planned_values === undefined) return [];
  const root = jsonRecord(jsonRecord(show.planned_values, "values").root_module, "root_module");
  const planned = new Map(
    objectsIn(root.resources)
      .filter(({ mode }) => mode === "managed")
      .map(({ address, values }) => [String(address), values]),
  );
  const changed = new Map(
    objectsIn(show.resource_changes)
      .filter(({ mode, deposed }) => mode === "managed" && deposed === undefined)
      .map(({ address, change }) => [String(address), jsonRecord(change, "change").after ?? undefined]),
  );
  return [...new Set([...planned.keys(), ...changed.keys()])]
    .filter((address) => !isDeepStrictEqual(planned.get(address), changed.get(address)))
    .map((address) => `two unlike results for ${address}`);
}

function isVersion(version: unknown): boolean {
  return version === undefined || (typeof version === "string" && /^\d+\.\d+\.\d+[\w.+-]*$/.test(version));
}

/** What the resources and outputs that a plan leads to say beside their values. */
function plannedParts(show: Json): readonly string[] {
  const values = jsonRecord(show.planned_values ?? show.values, "values");
  const root = jsonRecord(values.root_module, "root_module");
  const known = show.planned_values === undefined ? STATE_RESOURCE : PLANNED_RESOURCE;
  return [
    ...others(values, ["outputs", "root_module"]),
    // Modules are refused by whoever reads the resources.
    ...others(root, ["resources", "child_modules"]),
    ...strangeEntries(root.resources, "planned resources"),
    ...objectsIn(root.resources).flatMap((entry) =>
      [
        ...others(entry, known),
        ...(isNamed(entry) ? [] : ["another name"]),
        ...(entry.provider_name === PROVIDER_NAME ? [] : [`provider ${String(entry.provider_name)}`]),
      ].map((what) => `${what} of ${String(entry.address)}`),
    ),
  ];
}

/** Terraform lists each resource once, and nothing else. */
function strangeEntries(list: unknown, what: string): readonly string[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [what];
  const addresses = objectsIn(list).map(({ address, deposed }) => JSON.stringify([address, deposed]));
  const isStrange = addresses.length < list.length || new Set(addresses).size < addresses.length;
  return isStrange ? [`entries of the ${what}`] : [];
}

/** What says nothing where Terraform leaves out what is empty. */
const NOTHING: readonly string[] = ["null", "{}", "[]", '""'];

/** Members that are not known, those that say nothing left out. */
function others(json: Json, known: readonly string[]): readonly string[] {
  return Object.entries(json)
    .filter(([name, value]) => !known.includes(name) && !NOTHING.includes(JSON.stringify(value)))
    .map(([name]) => name);
}

function changeParts(entry: Json): readonly string[] {
  const change = jsonRecord(entry.change, "change");
  const actions: readonly unknown[] = Array.isArray(change.actions) ? change.actions : [];
  const { provider_name: provider, mode, type, address } = entry;
  const isOwn =
    mode === "managed" ? Object.hasOwn(RESOURCE_ARGUMENTS, String(type)) : type === POLICY_DOCUMENT;
  const found = [
    ...others(entry, CHANGE_ENTRY),
    ...(isNamed(entry) ? [] : ["another name"]),
    ...others(change, isOwnImport(String(type), change) ? [...CHANGE, "importing"] : CHANGE),
    ...(isAction(actions) ? [] : [`actions ${actions.join(", ")}`]),
    ...(entry.deposed === undefined
      ? []
      : actions.filter((action) => !DEPOSED_ACTIONS.includes(String(action)))),
    ...(isOwn ? [] : [`${actions.join(", ")}`]),
    ...(provider === PROVIDER_NAME ? [] : [`provider ${String(provider)}`]),
  ];
  return found.map((what) => `${String(what)} of ${String(address)}`);
}

function isAction(actions: unknown): boolean {
  return (
    Array.isArray(actions) &&
    actions.every((action) => typeof action === "string") &&
    ACTIONS.includes(actions.join(","))
  );
}

/** An address says the name and the type once more. */
function isNamed({ address, mode, type, name }: Json): boolean {
  if (typeof type !== "string" || typeof name !== "string") return false;
  return (
    (mode === "managed" && address === `${type}.${name}`) ||
    (mode === "data" && address === `data.${type}.${name}`)
  );
}

function resourceParts(entry: Json): readonly string[] {
  const { address, mode, type } = entry;
  if (mode !== "managed" && type !== POLICY_DOCUMENT) return [`data source ${String(address)}`];
  return [
    // An empty `for_each` is no resource.
    ...Object.keys(entry).filter((name) => !CONFIGURED_RESOURCE.includes(name)),
    ...(isNamed(entry) ? [] : ["another name"]),
  ].map((what) => `${what} of ${String(address)}`);
}

function providerParts(key: string, provider: Json): readonly string[] {
  const { name, full_name: fullName, version_constraint: versions } = provider;
  return [
    ...(name === "aws" && fullName === PROVIDER_NAME ? [] : ["another source"]),
    ...(versions === undefined || isOwnProviderRange(versions) ? [] : ["other versions"]),
    ...others(provider, ["name", "full_name", "alias", "version_constraint", "expressions"]),
  ].map((what) => `${what} of provider ${key}`);
}

function outputParts(show: Json, configured: Json): readonly string[] {
  const values = jsonRecord(jsonRecord(show.planned_values ?? show.values, "values").outputs, "outputs");
  const changes = jsonRecord(show.output_changes, "output_changes");
  const going = (name: string) =>
    isJson(changes[name]) && isDeepStrictEqual(changes[name].actions, ["delete"]);
  const names = new Set([values, changes, configured].flatMap(Object.keys));
  return [...names]
    .filter((name) => !going(name))
    .filter((name) => {
      const output = values[name];
      if (!isJson(output) || others(output, OUTPUT).length > 0) return true;
      const { value, type = "string" } = output;
      if (type !== "string") return true;
      const change = changes[name] ?? {};
      if (!isJson(change) || others(change, OUTPUT_CHANGE).length > 0) return true;
      if (changes[name] !== undefined && !isAction(change.actions)) return true;
      const after = isJson(changes[name]) ? change.after : value;
      if (value !== undefined && !shownValues(show, configured).has(value)) return true;
      return after !== value || (show.configuration !== undefined && configured[name] === undefined);
    })
    .map((name) => `output ${name}`);
}

/** Names and ARNs of what the link is: what an output may show. */
function shownValues(show: Json, configured: Json): ReadonlySet<unknown> {
  const root = jsonRecord(
    jsonRecord(show.planned_values ?? show.values, "values").root_module,
    "root_module",
  );
  const made = objectsIn(root.resources)
    .map(({ values }) => (isJson(values) ? values : {}))
    .flatMap(({ arn, function_name: functionName }) => [arn, functionName]);
  const ofOthers = outputsOfOthers(partsOfOthers({ output: configured })).values();
  return new Set([...made, ...ofOthers].filter((value) => value !== undefined));
}
