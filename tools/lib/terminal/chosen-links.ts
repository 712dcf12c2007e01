import { nearestWord } from "../../../config/nearest-word";
import { UsageError } from "./usage-error";

/**
 * The links that a user named, in the order of the links file; all of them when none was named.
 *
 * @throws UsageError for a name that no link has
 */
export function chosenLinks<L extends { readonly name: string }>(
  links: readonly L[],
  names: readonly string[],
): readonly L[] {
  const unknown = names.filter((name) => !links.some((link) => link.name === name));
  if (unknown.length > 0) {
    throw new UsageError(unknownLinks(links, unknown));
  }
  return names.length === 0 ? links : links.filter(({ name }) => names.includes(name));
}

/** What is said of names that no link has: which there are, and which may be meant. */
export function unknownLinks(
  links: readonly { readonly name: string }[],
  unknown: readonly string[],
): string {
  const known = links.map(({ name }) => name);
  const meant = [...new Set(unknown.flatMap((name) => nearestWord(name, known) ?? []))];
  const advice = meant.length === 0 ? "" : `; did you mean ${meant.join(", ")}?`;
  return `link is ${unknown.join(", ")}, expected one of ${known.join(", ")}${advice}`;
}
