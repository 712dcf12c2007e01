import { parseArgs } from "node:util";

/** One option with its value, as it was given. */
export interface GivenOption<N extends string> {
  readonly name: N;
  readonly value: string;
}

/**
 * Options that take a value, in the order in which they were given: the command line's own parser keeps it within one option alone.
 *
 * @param args arguments that the command has accepted
 */
export function optionsInOrder<const N extends string>(
  names: readonly N[],
  args: readonly string[] = process.argv.slice(2),
): readonly GivenOption<N>[] {
  const options = Object.fromEntries(
    names.map((name) => [name, { type: "string", multiple: true } as const]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens.flatMap((token) => {
    if (token.kind !== "option" || token.value === undefined) return [];
    const name = names.find((known) => known === token.name);
    return name === undefined ? [] : [{ name, value: token.value }];
  });
}
