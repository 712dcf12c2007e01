import { isJson, type Json } from "../../../aws/json";
import { jsonRecord, objectsIn } from "../json-record";
import { literal, unknownArguments } from "./checks";
import { RESOURCE_ARGUMENTS } from "./resource-arguments";
import { OUTPUT, PROVIDER } from "./section-arguments";

/** What the JSON of a plan or a state is made of; `checks` and `variables` only where a configuration has some. */
const MEMBERS = [
  ...["format_version", "terraform_version", "timestamp", "applyable", "complete", "errored"],
  ...["planned_values", "prior_state", "values", "configuration"],
  ...["resource_changes", "resource_drift", "output_changes", "relevant_attributes"],
];

const CHANGE_ENTRY = [
  ...["address", "mode", "type", "name", "provider_name", "change", "action_reason", "deposed"],
];

const CHANGE = [
  ...["actions", "before", "after", "after_unknown", "before_sensitive", "after_sensitive"],
  ...["replace_paths", "before_identity", "after_identity"],
];

const ACTIONS = ["no-op", "create", "read", "update", "delete"];

const CONFIGURED_RESOURCE = [
  ...[
    "address",
    "mode",
    "type",
    "name",
    "provider_config_key",
    "expressions",
    "schema_version",
    "depends_on",
  ],
  // Read with the resource itself.
  "provisioners",
];

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
  return [
    ...others(show, MEMBERS),
    ...(show.complete === false ? ["a plan that is not complete"] : []),
    ...others(configuration, ["provider_config", "root_module"]),
    ...others(root, ["outputs", "resources"]),
    ...objectsIn(show.resource_changes).flatMap(changeParts),
    ...objectsIn(root.resources).flatMap(resourceParts),
    ...Object.entries(jsonRecord(configuration.provider_config, "provider_config")).flatMap(
      ([key, provider]) => providerParts(key, jsonRecord(provider, key)),
    ),
    ...outputParts(show, jsonRecord(root.outputs, "outputs")),
  ];
}

/** Members that are not known, those that say nothing left out. */
function others(json: Json, known: readonly string[]): readonly string[] {
  return Object.entries(json)
    .filter(([name, value]) => !known.includes(name) && value !== null && JSON.stringify(value).length > 2)
    .map(([name]) => name);
}

function changeParts(entry: Json): readonly string[] {
  const change = jsonRecord(entry.change, "change");
  const actions: readonly unknown[] = Array.isArray(change.actions) ? change.actions : [];
  const found = [
    ...others(entry, CHANGE_ENTRY),
    ...others(change, CHANGE),
    ...actions.filter((action) => !ACTIONS.includes(String(action))),
    ...(entry.provider_name === undefined || entry.provider_name === PROVIDER_NAME
      ? []
      : [`provider ${String(entry.provider_name)}`]),
  ];
  return found.map((what) => `${String(what)} of ${String(entry.address)}`);
}

function resourceParts(entry: Json): readonly string[] {
  const address = String(entry.address);
  const [mode, type = ""] = address.startsWith("data.")
    ? address.split(".")
    : ["managed", address.split(".")[0]];
  if (mode === "data") return type === "aws_iam_policy_document" ? [] : [`data source ${address}`];
  const known = Object.hasOwn(RESOURCE_ARGUMENTS, type) ? RESOURCE_ARGUMENTS[type] : undefined;
  return [
    // An empty `for_each` is no resource.
    ...Object.keys(entry).filter((name) => !CONFIGURED_RESOURCE.includes(name)),
    ...(known === undefined ? [] : unknownArguments(written(jsonRecord(entry.expressions, address)), known)),
  ].map((what) => `${what} of ${address}`);
}

function providerParts(key: string, provider: Json): readonly string[] {
  const { full_name: fullName, expressions, alias } = provider;
  const source = fullName === undefined || fullName === PROVIDER_NAME ? [] : ["another source"];
  const block: Json = { ...(alias === undefined ? {} : { alias }), ...written(jsonRecord(expressions, key)) };
  return [
    ...source,
    ...others(provider, ["name", "full_name", "alias", "version_constraint", "expressions"]),
    ...unknownArguments(block, PROVIDER),
    ...(alias === undefined || block.allowed_account_ids !== undefined ? [] : ["no allowed_account_ids"]),
  ].map((what) => `${what} of provider ${key}`);
}

function outputParts(show: Json, configured: Json): readonly string[] {
  const values = jsonRecord(jsonRecord(show.planned_values ?? show.values, "values").outputs, "outputs");
  const changes = jsonRecord(show.output_changes, "output_changes");
  const going = (name: string) => isJson(changes[name]) && String(changes[name].actions) === "delete";
  const hasConfiguration = isJson(show.configuration);
  const names = new Set([...Object.keys(configured), ...Object.keys(values), ...Object.keys(changes)]);
  return [...names]
    .filter((name) => !going(name))
    .filter((name) => {
      const value = isJson(values[name]) ? values[name].value : undefined;
      if (value !== undefined && !shownValues(show).has(value)) return true;
      if (!hasConfiguration) return false;
      const { expression, ...rest } = jsonRecord(configured[name], name);
      const block = { ...rest, ...written({ value: expression }) };
      return block.value === undefined || unknownArguments(block, OUTPUT).length > 0;
    })
    .map((name) => `output ${name}`);
}

/** Names and ARNs of what the link is: what an output may show. */
function shownValues(show: Json): ReadonlySet<unknown> {
  const root = jsonRecord(
    jsonRecord(show.planned_values ?? show.values, "values").root_module,
    "root_module",
  );
  return new Set(
    objectsIn(root.resources)
      .map(({ values }) => (isJson(values) ? values : {}))
      .flatMap(({ arn, function_name: functionName }) => [arn, functionName])
      .filter((value) => value !== undefined),
  );
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
  if (expression.constant_value !== undefined) return expression.constant_value;
  if (!("references" in expression))
    return Object.keys(expression).length === 0 ? "${…}" : written(expression);
  const [reference, ...rest] = Array.isArray(expression.references) ? expression.references.map(String) : [];
  const single = reference !== undefined && rest.every((other) => reference.startsWith(`${other}.`));
  return single && literal(reference) ? `\${${reference}}` : "${…}";
}
