/** A COPY or UNLOAD that fails: the text is what the statement fails with. */
export class StatementFailure extends Error {
  /** @param message begins with `ERROR: ` */
  constructor(message: string) {
    super(message);
    this.name = "StatementFailure";
  }
}

/** Fails in the words that the database has for what a statement says. */
export function refuseStatement(words: string): never {
  throw new StatementFailure(`ERROR: ${words}`);
}
