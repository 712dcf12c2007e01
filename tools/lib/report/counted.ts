/**
 * A number with its noun: `1 finding`, `2 findings`.
 *
 * @param nouns @default - the noun with an `s`
 */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}
