/**
 * Does the work without formatting a stack trace. cdktf has one formatted for every token, to say where one came from
 * that cannot be resolved: half of the time of a large synth. The trace of an error that leaves is formatted when it is
 * first read: later.
 */
export function withoutStackTraces<T>(work: () => T): T {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => "";
  try {
    return work();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
