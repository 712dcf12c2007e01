/**
 * Finds where the rows of a text of CSV end. A line break in a quoted value ends none.
 *
 * @param start where a row starts
 * @returns tells the ends of the next rows, each behind its line break; fewer than asked for where no other row ends
 */
export function csvRowEnds(text: string, start: number): (atMost: number) => readonly number[] {
  let position = start;
  let isQuoted = false;
  let quote = -1;
  let lineFeed = -1;
  const find = (character: string): number => {
    const found = text.indexOf(character, position);
    return found < 0 ? text.length : found;
  };
  return (atMost) => {
    const ends: number[] = [];
    while (ends.length < atMost && position < text.length) {
      // Each is looked for once: of many quotes before a line break, or the reverse, every one is passed once.
      if (quote < position) quote = find('"');
      if (lineFeed < position) lineFeed = find("\n");
      if (!isQuoted && lineFeed < quote) {
        position = lineFeed + 1;
        ends.push(position);
      } else {
        // A quote inside a quoted value is doubled, so it ends and starts one.
        isQuoted = !isQuoted;
        position = quote + 1;
      }
    }
    return ends;
  };
}
