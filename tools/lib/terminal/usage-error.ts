/** Wrong options or arguments; the message goes out with the help text. */
export class UsageError extends Error {}
