import { isJson, type Json } from "../../aws/json";
import { describedExisting } from "./carried/parts-of-others";
import { jsonRecord, objectsIn } from "./json-record";
import type { PlanEvents } from "./plan-events";
import { type ResourceChange, resourceOf, type StateResource } from "./plan-json";

/**
 * The three states of the world a plan tells of, in the words of Terraform's own source.
 *
 * - `prior`: as the last apply left it
 * - `refreshed`: as Terraform found it in the accounts just now (the JSON calls this one `prior_state`)
 * - `planned`: as it will be after the apply
 */
export type PlanState = "prior" | "refreshed" | "planned";

/** A resource as the configuration of a plan writes it. */
export interface ConfiguredResource {
  /** The provider's key, for example `aws.redshift_account`. */
  readonly providerKey: string;
  /** Argument → expression. An argument that is not here is not written. */
  readonly expressions: Json;
  readonly provisioners?: unknown;
}

/** What a plan's provider pins; absent: it is no constant. */
interface ConfiguredProvider {
  readonly accountId?: string;
  readonly region?: string;
}

/** A plan as `terraform show -json` prints it. A state is read as a plan that finds and changes nothing. */
export interface Plan {
  /** The plan ended early: what it holds is what it had read until then. */
  readonly errored: boolean;
  /** What refreshing found changed since the last apply: from `prior` to `refreshed`. */
  readonly drift: readonly ResourceChange[];
  /** What an apply would do: from `refreshed` to `planned`. Resources that stay are listed too, as `no-op`. */
  readonly changes: readonly ResourceChange[];
  /** Managed resources, each list in the state's own order. */
  readonly prior: readonly StateResource[];
  readonly refreshed: readonly StateResource[];
  /** Absent: the JSON is neither a plan nor a state. */
  readonly planned?: readonly StateResource[];
  /** By address. */
  readonly configuration: ReadonlyMap<string, ConfiguredResource>;
  /** By key. */
  readonly providers: ReadonlyMap<string, ConfiguredProvider>;
  /** What the configuration tells of parts that others own. Absent: nothing, or there is no configuration. */
  readonly existing?: unknown;
  /** There are child modules, whose resources are not read: no stack of this project has any. */
  readonly hasModules: boolean;
}

/** A plan that may have ended early. */
export interface PlanAttempt extends Pick<PlanEvents, "errors" | "refreshed"> {
  /** Absent: Terraform got nowhere. */
  readonly plan?: Plan;
}

/**
 * Reads what `terraform show -json` printed of a plan or a state.
 *
 * @throws AccessError when a part of it has another shape than Terraform gives it
 */
export function readPlan(show: unknown): Plan {
  const json = jsonRecord(show, "terraform show -json");
  const isPlan = isJson(json.planned_values);
  const prior = jsonRecord(json.prior_state, "prior_state").values;
  const refreshedRoot = rootModule(isPlan || json.values === undefined ? prior : json.values);
  const plannedRoot = isPlan ? rootModule(json.planned_values) : refreshedRoot;
  const drift = changesIn(json.resource_drift);
  const refreshed = managedResources(refreshedRoot);
  const configuration = jsonRecord(json.configuration, "configuration");
  const existing = describedExisting({
    output: jsonRecord(configuration.root_module, "root_module").outputs,
  });
  return {
    errored: json.errored === true,
    drift,
    changes: changesIn(json.resource_changes),
    prior: beforeDrift(refreshed, drift),
    refreshed,
    ...(isPlan || isJson(json.values) ? { planned: managedResources(plannedRoot) } : {}),
    configuration: configuredResources(jsonRecord(configuration.root_module, "root_module")),
    providers: configuredProviders(jsonRecord(configuration.provider_config, "provider_config")),
    ...(existing === undefined ? {} : { existing }),
    hasModules: [refreshedRoot, plannedRoot].some(({ child_modules }) => objectsIn(child_modules).length > 0),
  };
}

/** The state before Terraform refreshed it: what it found changed as it was, and what it found gone. */
export function beforeDrift(
  refreshed: readonly StateResource[],
  drift: readonly ResourceChange[],
): readonly StateResource[] {
  const drifted = new Map(
    drift.filter(({ mode }) => mode === "managed").map((entry) => [entry.address, entry]),
  );
  const present = new Set(refreshed.map(({ address }) => address));
  const gone = [...drifted.values()].filter(({ address }) => !present.has(address));
  return [
    ...refreshed.flatMap((resource) => {
      const entry = drifted.get(resource.address);
      if (entry === undefined) return [resource];
      const { before } = entry.change;
      return before === null ? [] : [{ ...resource, values: before }];
    }),
    ...gone.flatMap((entry) =>
      entry.change.before === null ? [] : [resourceOf(entry, entry.change.before)],
    ),
  ];
}

function rootModule(values: unknown): Json {
  return jsonRecord(jsonRecord(values, "values").root_module, "root_module");
}

function managedResources(root: Json): readonly StateResource[] {
  return objectsIn(root.resources)
    .filter(({ mode }) => mode === "managed")
    .map((entry) => ({
      ...identityOf(entry),
      name: String(entry.name),
      values: jsonRecord(entry.values, String(entry.address)),
    }));
}

function changesIn(entries: unknown): readonly ResourceChange[] {
  return objectsIn(entries).map((entry) => {
    const { actions, before, after, after_unknown, importing, replace_paths } = jsonRecord(
      entry.change,
      "change",
    );
    const importId = isJson(importing) ? importing.id : undefined;
    return {
      ...identityOf(entry),
      change: {
        actions: Array.isArray(actions) ? actions.map(String) : [],
        before: isJson(before) ? before : null,
        after: isJson(after) ? after : null,
        after_unknown: isJson(after_unknown) ? after_unknown : {},
      },
      ...(typeof importId === "string" ? { importId } : {}),
      ...(Array.isArray(replace_paths) ? { replacedFor: replace_paths.map((path) => String(path[0])) } : {}),
    };
  });
}

function identityOf({ address, mode, type }: Json): Pick<StateResource, "address" | "mode" | "type"> {
  return { address: String(address), mode: mode === "managed" ? mode : "data", type: String(type) };
}

function configuredResources(root: Json): Plan["configuration"] {
  return new Map(
    objectsIn(root.resources).map(({ address, provider_config_key: key, expressions, provisioners }) => [
      String(address),
      {
        providerKey: String(key),
        expressions: jsonRecord(expressions, "expressions"),
        ...(provisioners === undefined ? {} : { provisioners }),
      },
    ]),
  );
}

function configuredProviders(providers: Json): Plan["providers"] {
  return new Map(
    Object.entries(providers).map(([key, provider]) => {
      const expressions = isJson(provider) && isJson(provider.expressions) ? provider.expressions : {};
      const [region, ids] = [constant(expressions.region), constant(expressions.allowed_account_ids)];
      const [accountId]: unknown[] = Array.isArray(ids) ? ids : [];
      return [
        key,
        {
          ...(typeof region === "string" ? { region } : {}),
          ...(typeof accountId === "string" ? { accountId } : {}),
        },
      ];
    }),
  );
}

function constant(expression: unknown): unknown {
  return isJson(expression) ? expression.constant_value : undefined;
}
