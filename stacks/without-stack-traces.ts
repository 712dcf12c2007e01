/**
 * Does the work without collecting a stack trace per token. cdktf has one collected and formatted for each, to say where
 * one came from that cannot be resolved, which takes most of a large synth. It asks for them by name, through
 * `Error.captureStackTrace`; the trace of an error that is thrown is V8's own and stays.
 */
export function withoutStackTraces<T>(work: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
