import type { LinkDraft } from "../link-draft";
import { type LinkProblem, type Path, shownValue } from "../problem";

/**
 * Names that every JavaScript object has without being given them, like `__proto__` and `constructor`. The schema's library
 * and CDKTF keep tags, variables and stacks in objects, where such a name is dropped or finds something else.
 */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** No link, tag or variable has a name that would get lost. */
export function checkInheritedNames(link: LinkDraft): LinkProblem[] {
  const name = link.name !== undefined && INHERITED.has(link.name) ? [problem(["name"], link.name)] : [];
  return [
    ...name,
    ...inheritedKeys(["tags"], link.tags),
    ...inheritedKeys(["function", "environment"], link.function?.environment),
  ];
}

/** A key without a value was refused by the schema, which has told it. */
function inheritedKeys(path: Path, map: Readonly<Record<string, string | undefined>> = {}): LinkProblem[] {
  return Object.entries(map)
    .filter(([key, value]) => value !== undefined && INHERITED.has(key))
    .map(([key]) => problem([...path, key], key));
}

function problem(path: Path, name: string): LinkProblem {
  const message = `is ${shownValue(name)}, expected a name that not every JavaScript object has already; rename it`;
  return { path, message };
}
