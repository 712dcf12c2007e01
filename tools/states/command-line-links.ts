import { nearestWord } from "../../config/nearest-word";

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

/** After these another app's stacks are meant, or those of an earlier synth. */
const OTHER_STACKS = /^(?:-a|--app|-o|--output|--skip-synth)(?:=|$)/;

/** What stands behind such an option may be its value. */
const FLAGS = new Set([
  "--auto-approve",
  "--skip-provider-lock",
  "--no-color",
  "--migrate-state",
  "--refresh-only",
]);

/**
 * Words of a command line of cdktf that name no link, and are so near to the name of one that a slip is meant: cdktf says of them
 * only, after the synth, that there is no such stack.
 */
export function slipsOfCommandLine(
  links: readonly { readonly name: string }[],
  words: readonly string[],
): readonly string[] {
  if (words.some((word) => OTHER_STACKS.test(word))) return [];
  const known = links.map(({ name }) => name);
  return words.filter((word, index) => {
    const before = words[index - 1] ?? "";
    const isValue = before.startsWith("-") && before !== "--" && !before.includes("=") && !FLAGS.has(before);
    if (index === 0 || isValue || word.startsWith("-") || PATTERN.test(word)) return false;
    return !known.includes(word) && nearestWord(word, known) !== undefined;
  });
}
