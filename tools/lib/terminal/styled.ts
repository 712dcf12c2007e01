import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Gives a text a terminal style, or leaves it as it is where there is no terminal or `NO_COLOR` is set. */
export type Styled = (style: Style, text: string) => string;

/**
 * The styles of a stream: only a terminal gets any, and none under `NO_COLOR` (https://no-color.org) or in a pipeline
 * (`CI`), whose log keeps the codes as text.
 */
export function styledFor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv = process.env): Styled {
  const plain = stream.isTTY !== true || env.NO_COLOR !== undefined || env.CI !== undefined;
  // Newer versions of Node.js would decide again, by what standard output is.
  return (style, text) => (plain ? text : styleText(style, text, { validateStream: false }));
}
