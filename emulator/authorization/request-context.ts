import type { ConditionContext } from "../../access/iam/decision";
import type { ConditionFacts } from "./condition-facts";
import { GLOBAL_CONDITION_KEYS } from "./global-condition-keys";

/**
 * The condition keys that every request carries, whatever the service: those of {@link GLOBAL_CONDITION_KEYS} that have a value,
 * and IAM's own key for the tags of a resource, which only its actions read.
 */
export function requestContext(facts: ConditionFacts): ConditionContext {
  const context: Record<string, string | readonly string[]> = {};
  for (const { key, value } of GLOBAL_CONDITION_KEYS) {
    const found = value(facts);
    if (found === undefined) continue;
    if (isTags(found)) Object.assign(context, tagKeys(key.replace(/\/.*$/, ""), found));
    else context[key] = found;
  }
  return { ...context, ...tagKeys("iam:ResourceTag", facts.resourceTags ?? {}) };
}

function isTags(
  value: string | readonly string[] | Readonly<Record<string, string>>,
): value is Readonly<Record<string, string>> {
  return typeof value === "object" && !Array.isArray(value);
}

function tagKeys(prefix: string, tags: Readonly<Record<string, string>>): ConditionContext {
  return Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`${prefix}/${tag}`, value]));
}
