/**
 * A question about access that has no answer: a document IAM would refuse, an action that does not exist, a
 * policy whose text is unknown. Never a decision, so that "cannot tell" is taken for neither yes nor no.
 */
export class AccessError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AccessError";
  }
}
