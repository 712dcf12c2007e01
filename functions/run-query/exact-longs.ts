/** A `longValue` of 16 digits or more, which may be beyond 2^53. Inside JSON text every quote is escaped, so no value matches. */
const LONG_DIGITS = /("longValue"\s*:\s*)(-?\d{16,})/g;

/**
 * The body of a GetStatementResult response with long BIGINT values quoted.
 *
 * The SDK reads every JSON number as a JavaScript number, which rounds a BIGINT beyond 2^53; text in the place of a
 * number it hands through unchanged.
 */
export function quoteLongs(body: Buffer): Buffer {
  // One character per byte, so bytes that are not ASCII come back as they were.
  const text = body.toString("latin1");
  const quoted = text.replace(LONG_DIGITS, '$1"$2"');
  return quoted === text ? body : Buffer.from(quoted, "latin1");
}
