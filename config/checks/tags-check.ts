import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";

/** Tags that one resource can have (AWS tagging limits). */
const MAX_TAGS = 50;

/** No more tags than a resource takes, and no two keys that IAM holds for one. */
export function checkTags({ tags = {} }: LinkDraft): LinkProblem[] {
  const keys = Object.keys(tags);
  const twins = keys.flatMap((key, index) => {
    const twin = keys.slice(0, index).find((other) => other.toLowerCase() === key.toLowerCase());
    return twin === undefined ? [] : [{ path: ["tags", key], message: twinMessage(key, twin) }];
  });
  if (keys.length <= MAX_TAGS) return twins;
  const message = `is a map of ${keys.length} tags, expected at most ${MAX_TAGS}; remove some`;
  return [{ path: ["tags"], message }, ...twins];
}

function twinMessage(key: string, twin: string): string {
  return `is ${shownValue(key)} beside ${shownValue(twin)}, expected keys that differ in more than case, which IAM ignores; remove one`;
}
