/** AWS's code and text of an error; the SDK puts the code into the name. */
export function awsErrorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === "Error" ? error.message : `${error.name}: ${error.message}`;
}

/** Whether the service itself answered, as opposed to the network or a missing credential. */
export function isAwsAnswer(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata
    ?.httpStatusCode;
  return status !== undefined && status < 500;
}
