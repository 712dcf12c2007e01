/**
 * From here on no stack trace is collected per token. cdktf has one collected and formatted for each, to say where one
 * came from that cannot be resolved, which takes most of a large synth. It asks for them by name, through
 * `Error.captureStackTrace`; the trace of an error that is thrown is V8's own and stays.
 *
 * @returns brings the collection back
 */
export function omitStackTraces(): () => void {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  return () => {
    Error.captureStackTrace = captureStackTrace;
  };
}
