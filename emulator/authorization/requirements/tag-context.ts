import type { ConditionContext } from "../../../access/iam/decision";
import { isJson } from "../../../aws/json";
import type { Requirement } from "./requirement";

/** Tags as the JSON protocols send them, key → value; none for a value of another shape, which the service refuses. */
export function tagsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isJson(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === "string" ? [[key, text]] : [])),
  );
}

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

/**
 * The tags of what a request is for.
 *
 * @param resource ARN; `*` and `undefined` have none
 * @param exists whether the request is for something that is there: what it creates has no tags yet
 */
export async function tagsOfResource(
  resource: string | undefined,
  exists: boolean,
  read: (arn: string) => Promise<Readonly<Record<string, string>>>,
): Promise<Pick<Requirement, "resourceTags">> {
  if (resource === undefined || resource === "*" || !exists) return {};
  const resourceTags = await read(resource);
  return Object.keys(resourceTags).length === 0 ? {} : { resourceTags };
}
