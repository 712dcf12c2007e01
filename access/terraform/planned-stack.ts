import { isJson, type Json } from "../../aws/json";
import { AccessError } from "../iam/access-error";
import { type LinkAccess, readLinkAccess } from "../link/link-access";
import { jsonRecord } from "./json-record";
import { providerOf } from "./planned-location";
import { plannedValue } from "./planned-value";

/**
 * Which state of the link to read from `terraform show -json`.
 *
 * - `recorded`: as the last apply left it in the state (a plan's drift undone; a bare state as it is)
 * - `found`: as Terraform found it in the accounts just now, undeclared policies of the roles included
 * - `planned`: as it will be after the apply
 */
export type Moment = "recorded" | "found" | "planned";

interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly values: Json;
  /** Absent: all values are known. */
  readonly unknown?: unknown;
  /** The resource's block in the plan's `configuration`, when there is one. */
  readonly configuration?: Json;
}

/**
 * The link at one moment, from `terraform show -json` of a plan or a state.
 *
 * @param documents see {@link readLinkAccess}
 * @throws AccessError when a policy is not known before the apply, or the link is not complete at that moment
 */
export function readPlannedLink(
  show: unknown,
  moment: Moment,
  documents: Readonly<Record<string, unknown>> = {},
): LinkAccess {
  return readLinkAccess(plannedStackJson(show, moment), documents);
}

/**
 * `terraform show -json` of a plan or a state in the shape of a synthesized stack, so that everything that reads
 * `cdk.tf.json` reads it too. What Terraform does not know yet stays an expression.
 *
 * @throws AccessError when it is neither, or holds modules
 */
export function plannedStackJson(show: unknown, moment: Moment): Json {
  const json = jsonRecord(show, "terraform show -json");
  const all = resourcesAt(json, moment);
  const resource: Record<string, Record<string, Json>> = {};
  const providers = new Map<string, Json>();
  for (const planned of all) {
    const provider = providerOf(planned, json);
    if (provider !== undefined) providers.set(provider.reference, provider.block);
    const byName = resource[planned.type] ?? {};
    byName[uniqueName(planned, byName)] = {
      ...block(planned, moment, all),
      ...(provider === undefined ? {} : { provider: provider.reference }),
    };
    resource[planned.type] = byName;
  }
  return { provider: { aws: [...providers.values()] }, resource };
}

function resourcesAt(json: Json, moment: Moment): readonly PlannedResource[] {
  const isPlan = isJson(json.planned_values);
  if (!isPlan && !isJson(json.values)) {
    throw new AccessError(
      "unreadable-terraform",
      "the JSON holds neither planned_values nor values, expected the output of terraform show -json; the link may not be deployed yet",
    );
  }
  const prior = isJson(json.prior_state) ? json.prior_state.values : undefined;
  const values = !isPlan ? json.values : moment === "planned" ? json.planned_values : prior;
  const found = rootResources(values, configurations(json));
  if (moment === "planned") return withUnknowns(found, json);
  return moment === "recorded" ? undoDrift(found, json) : found;
}

function rootResources(values: unknown, configured: ReadonlyMap<string, Json>): readonly PlannedResource[] {
  const root = jsonRecord(jsonRecord(values, "values").root_module, "root_module");
  if (Array.isArray(root.child_modules) && root.child_modules.length > 0) {
    throw new AccessError(
      "unreadable-terraform",
      "the JSON holds child modules, expected a stack of this project, which has none",
    );
  }
  return list(root.resources)
    .filter(({ mode }) => mode === "managed")
    .map((entry) => plannedResource(entry, entry.values, configured));
}

function plannedResource(
  entry: Json,
  values: unknown,
  configured: ReadonlyMap<string, Json>,
): PlannedResource {
  const [address, type, name] = [String(entry.address), String(entry.type), String(entry.name)];
  const configuration = configured.get(address);
  return {
    address,
    type,
    name,
    values: jsonRecord(values, address),
    ...(configuration === undefined ? {} : { configuration }),
  };
}

function configurations(json: Json): ReadonlyMap<string, Json> {
  const root = jsonRecord(jsonRecord(json.configuration, "configuration").root_module, "root_module");
  return new Map(list(root.resources).map((entry) => [String(entry.address), entry]));
}

function withUnknowns(resources: readonly PlannedResource[], json: Json): readonly PlannedResource[] {
  const unknowns = new Map(
    list(json.resource_changes).map((entry) => [
      entry.address,
      jsonRecord(entry.change, "change").after_unknown,
    ]),
  );
  return resources.map((planned) => ({ ...planned, unknown: unknowns.get(planned.address) }));
}

/** The state before Terraform refreshed it: what it found changed goes back, what it found gone returns. */
function undoDrift(resources: readonly PlannedResource[], json: Json): readonly PlannedResource[] {
  const configured = configurations(json);
  const before = new Map(
    list(json.resource_drift)
      .filter(({ mode, change }) => mode === "managed" && isJson(change) && isJson(change.before))
      .map((entry) => [
        String(entry.address),
        plannedResource(entry, jsonRecord(entry.change, "change").before, configured),
      ]),
  );
  const kept = resources.filter(({ address }) => !before.has(address));
  return [...kept, ...before.values()];
}

/** The resource's attributes as a block of Terraform JSON. */
function block(planned: PlannedResource, moment: Moment, all: readonly PlannedResource[]): Json {
  const { values, unknown, configuration } = planned;
  const { inline_policy, managed_policy_arns, ...rest } = plannedValue(values, unknown, configuration);
  const own = { ...rest, ...defined({ provisioner: configuration?.provisioners }) };
  if (planned.type !== "aws_iam_role") return { ...own, ...defined({ inline_policy, managed_policy_arns }) };
  // The provider copies every policy of a role into these two; only what it just read, or what is written there, counts.
  if (moment === "planned") {
    const written = jsonRecord(configuration?.expressions, "expressions");
    return {
      ...own,
      ...(written.inline_policy === undefined ? {} : defined({ inline_policy })),
      ...(written.managed_policy_arns === undefined ? {} : defined({ managed_policy_arns })),
    };
  }
  if (moment === "recorded") return own;
  const declared = new Set(
    all
      .filter(({ type, values: other }) => type === "aws_iam_role_policy" && other.role === values.name)
      .map((other) => other.values.name),
  );
  const attached = new Set(
    all
      .filter(({ type }) => type === "aws_iam_role_policy_attachment")
      .map((other) => other.values.policy_arn),
  );
  return {
    ...own,
    inline_policy: list(inline_policy).filter(
      ({ name }) => name !== undefined && name !== "" && !declared.has(name),
    ),
    managed_policy_arns: (Array.isArray(managed_policy_arns) ? managed_policy_arns : []).filter(
      (arn) => !attached.has(arn),
    ),
  };
}

function defined(values: Record<string, unknown>): Json {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** An instance of a repeated resource keeps its index in its name. */
function uniqueName({ name, address }: PlannedResource, taken: object): string {
  return name in taken ? address.slice(address.indexOf(".") + 1) : name;
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}
