import { isJson, type Json } from "../../aws/json";
import { isLeftToOthers } from "../checks/existing-parts-check";
import { namedPolicyArns } from "../checks/policy-text-check";
import type { LinkDraft } from "../link-draft";

/**
 * Fields of the defaults that go with something which a link does not have: it would be refused for what it does not say, and could
 * not take it away. So one file has links with and without buckets, parts of others and boundaries.
 *
 * @param own the link as it is written; what it says itself stays, for the checks to refuse
 * @param whole the same with its defaults
 * @param named ARNs of policies that any link of all files names: a text of another one is a slip, which stays to be told
 */
export function withoutIdleDefaults(own: unknown, whole: unknown, named: ReadonlySet<string>): unknown {
  if (!isJson(own) || !isJson(whole)) return whole;
  // Nothing has passed the schema yet: each part is looked at as far as it is there.
  const link: LinkDraft = whole;
  const idle = [
    ...("buckets" in whole ? [] : ["copyRole", "bucketRole"]),
    ...(isLeftToOthers(link, "lambdaAccount") ? ["ssmOutputs"] : []),
    ...(isJson(own.function) && "archive" in own.function ? ["queries"] : []),
  ].filter((field) => !(field in own));
  const kept = Object.entries(whole).filter(([field]) => !idle.includes(field));
  return Object.fromEntries(
    kept.map(([field, value]) => [
      field,
      field === "policyTexts" ? withoutIdleTexts(own.policyTexts, value, link, named) : value,
    ]),
  );
}

/** The policies that each of some links names, as far as that can be read. */
export function policiesNamedBy(links: readonly unknown[]): ReadonlySet<string> {
  return new Set(links.filter(isJson).flatMap((link) => namedPolicyArns(link as LinkDraft)));
}

function withoutIdleTexts(
  own: unknown,
  texts: unknown,
  link: LinkDraft,
  named: ReadonlySet<string>,
): unknown {
  if (!isJson(texts)) return texts;
  const ofLink = namedPolicyArns(link);
  const isIdle = (arn: string) =>
    named.has(arn) && !ofLink.includes(arn) && !(isJson(own) && Object.hasOwn(own, arn));
  return Object.fromEntries(Object.entries(texts).filter(([arn]) => !isIdle(arn))) satisfies Json;
}
