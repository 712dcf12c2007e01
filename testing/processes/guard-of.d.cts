/** Process id of the guard that a program's run has now, by the program's mark; `undefined` where none runs. */
export function guardOf(mark: string): number | undefined;
