import type { RuleResult } from "../../tools/review/judge/rule";
import { RULES } from "../../tools/review/judge/rule-list";
import { linkSubject, stackSubject } from "../../tools/review/judge/subject";
import { linkWith } from "../links/links";
import { Synth } from "../links/synth-stack";

/** The external id of the sample link; no output may hold it. */
export const EXTERNAL_ID = "analytics-link-2026";

type Change = readonly [path: string, value: unknown];

/** A synthesized link with members replaced, or removed (`undefined`): `["resource.aws_iam_role.data_role.path", "/x/"]`. */
export function stackWith(link: object, ...changes: readonly Change[]): Record<string, unknown> {
  const { json } = new Synth(linkWith(link));
  for (const [path, value] of changes) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let parent = json as Record<string, unknown>;
    for (const key of keys) {
      parent[key] ??= {};
      parent = parent[key] as Record<string, unknown>;
    }
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return json;
}

/** A statement of an `aws_iam_policy_document`. */
export function statement(sid: string, actions: string[], resources: string[], more: object = {}): object {
  return { sid, effect: "Allow", actions, resources, ...more };
}

/** What one rule says of a stack. */
export async function judged(id: string, json: unknown): Promise<RuleResult> {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  const stack = stackSubject("analytics", json, "synth");
  return rule.needs === "stack" ? rule.check(stack) : rule.check(linkSubject(stack, json));
}
