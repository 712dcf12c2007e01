import { isJson, type Json } from "../../aws/json";
import { AccessError } from "../iam/access-error";
import { isNothing, mayBeNothing } from "./expected-parts/checks";
import { unexpectedPlanParts } from "./expected-parts/plan-parts";
import { RESOURCE_ARGUMENTS } from "./expected-parts/resource-arguments";
import { jsonRecord } from "./json-record";
import { readPlan } from "./plan";
import { plannedStackJson } from "./planned-stack";

/**
 * What a plan leads to in the shape of a synthesized stack, with whatever else the plan says and no plan of a link does: each
 * such part stands as a section of that name, which no reader knows.
 *
 * @param show `terraform show -json` of a plan or a state
 * @throws AccessError when it is neither or only a part of it, holds modules, or is a plan that failed
 */
export function reviewedPlanJson(show: unknown): Json {
  const json = jsonRecord(show, "terraform show -json");
  refuseParts(json);
  const plan = readPlan(json);
  if (json.errored !== (json.planned_values === undefined ? undefined : false)) {
    throw new AccessError(
      "unreadable-terraform",
      "the plan ended with an error, or does not say that it did not, so that it may hold a part of the changes only; plan again",
    );
  }
  const stack = plannedStackJson(plan, "planned");
  const sections = unexpectedPlanParts(json).map((name) => [name, {}] as const);
  return {
    ...stack,
    resource: withProviders(jsonRecord(stack.resource, "resource")),
    ...Object.fromEntries(sections),
  };
}

/** Terraform prints all of these. Without one, somebody took parts out of what it printed, and nothing in the rest can be missed. */
function refuseParts(json: Json): void {
  const needed = [
    "format_version",
    ...(json.planned_values === undefined ? [] : ["configuration", "resource_changes"]),
  ];
  const absent = needed.find((member) => json[member] === undefined || json[member] === null);
  const { format_version: format } = json;
  if (absent === undefined && typeof format === "string" && /^1\.\d+$/.test(format)) return;
  throw new AccessError(
    "unreadable-terraform",
    `the JSON has no ${absent ?? "format_version 1"}, expected all that terraform show -json prints`,
  );
}

/** A state does not tell in which account the policies of a role are: with the only role of that name. */
function withProviders(resource: Json): Json {
  const roles = Object.values(jsonRecord(resource.aws_iam_role, "aws_iam_role")).filter(isJson);
  const providerOf = (name: unknown) => {
    const found = roles.filter((role) => role.name === name && role.provider !== undefined);
    return found.length === 1 ? found[0]?.provider : undefined;
  };
  return Object.fromEntries(
    Object.entries(resource).map(([type, byName]) => [
      type,
      Object.fromEntries(
        Object.entries(jsonRecord(byName, type)).map(([name, value]) => {
          const block = withoutNothing(type, jsonRecord(value, name));
          const provider = block.provider ?? providerOf(block.role ?? block.role_name);
          return [name, provider === undefined ? block : { ...block, provider }];
        }),
      ),
    ]),
  );
}

/** After the first apply a refresh fills in what nobody set, with nothing: whoever reads a stack takes it for left out. */
function withoutNothing(type: string, block: Json): Json {
  const { required = {} } = Object.hasOwn(RESOURCE_ARGUMENTS, type) ? (RESOURCE_ARGUMENTS[type] ?? {}) : {};
  return Object.fromEntries(
    Object.entries(block).filter(([name, value]) => !mayBeNothing(name, { required }) || !isNothing(value)),
  );
}
