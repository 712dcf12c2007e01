/** Something a check needs could not be read. Says why, and what to do. */
export class CouldNotCheck extends Error {
  constructor(
    message: string,
    readonly next: string,
  ) {
    super(message);
    this.name = "CouldNotCheck";
  }
}
