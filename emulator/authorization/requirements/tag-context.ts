import type { ConditionContext } from "../../../access/iam/decision";

/** Condition keys of a request that sets tags (IAM "global condition context keys"); none for no tags. */
export function tagContext(tags: Readonly<Record<string, string>>): ConditionContext {
  return {
    ...tagKeysContext(Object.keys(tags)),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  };
}

/** Condition keys of a request that names tags without values, to remove them. */
export function tagKeysContext(keys: readonly string[]): ConditionContext {
  return keys.length === 0 ? {} : { "aws:TagKeys": keys };
}
