import { unexpectedParts } from "../../../../access/terraform/expected-parts/unexpected-parts";
import { unwrittenChoices } from "../../../../access/terraform/expected-parts/unwritten-choices";
import type { Plan } from "../../../../access/terraform/plan";
import { plannedStackJson } from "../../../../access/terraform/planned-stack";
import type { Difference } from "./difference";
import { nameOf } from "./resource-name";
import { shown } from "./shown-value";

/**
 * Attributes with a value that no link has. What the configuration does not set, the provider reads back and plans nothing for,
 * so the next apply takes a change of it into the state for good: every run compares it with the list of what a link is made of.
 *
 * @throws AccessError when a resource has a shape that no link's has
 */
export function unexpectedDifferences(plan: Plan): readonly Difference[] {
  const resources = new Map(plan.refreshed.map((resource) => [resource.address, resource]));
  const unwritten = unwrittenChoices(
    plan.refreshed.map((resource) => ({
      ...resource,
      written: plan.configuration.get(resource.address)?.expressions ?? {},
    })),
  );
  const unlike = unexpectedParts(plannedStackJson(plan, "refreshed"), "plan");
  return [...unlike, ...unwritten].flatMap((part) => {
    const { address, argument, isMissing } = part;
    const resource = resources.get(address);
    // What every link has is configured: Terraform itself plans to bring back what is missing.
    if (resource === undefined || argument === undefined || isMissing) return [];
    const value = resource.values[argument];
    return [
      {
        kind: "unexpected",
        address,
        attribute: argument,
        summary: `${argument.replaceAll("_", " ")} of ${nameOf(resource.type, resource.values)} is what no link has`,
        before: null,
        after: shown(argument, value),
        edit: { set: address, attribute: argument, value },
      },
    ];
  });
}
