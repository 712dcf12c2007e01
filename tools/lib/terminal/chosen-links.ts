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
    throw new UsageError(
      `link is ${unknown.join(", ")}, expected one of ${links.map(({ name }) => name).join(", ")}`,
    );
  }
  return names.length === 0 ? links : links.filter(({ name }) => names.includes(name));
}
