/** In the name of a stack, cdktf takes these for a pattern. */
const PATTERN = /[*?[\]{}!()+@|]/;

/**
 * The links that a command line of cdktf is about: those that a word of it names; all where none does, since cdktf then takes the
 * only one, and where one is a pattern.
 *
 * @param words for example `["deploy", "analytics", "--auto-approve"]`
 */
export function linksOfCommandLine<L extends { readonly name: string }>(
  links: readonly L[],
  words: readonly string[],
): readonly L[] {
  const names = words.slice(1).filter((word) => !word.startsWith("-"));
  const named = links.filter(({ name }) => names.includes(name));
  return named.length === 0 || names.some((name) => PATTERN.test(name)) ? links : named;
}
