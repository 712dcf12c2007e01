/** A failure the user can act on: a code by which code tells it apart, and a message that says what to do. */
export class ToolError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "ToolError";
  }
}
