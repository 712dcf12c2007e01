import { MAX_RESPONSE_BYTES } from "../../aws/quotas";

/** Bytes of an answer, and of each result in it, kept for everything but rows and columns. */
export const ENVELOPE_BYTES = 16 * 1024;

/** Room that the rest of Lambda's 6 MB leaves for rows. Shared by the results of a batch. */
export interface ResponseBudget {
  bytesLeft: number;
}

/**
 * The room of a whole answer.
 *
 * @param reservedBytes of what is in the answer beside results
 */
export function createResponseBudget(reservedBytes = 0): ResponseBudget {
  return { bytesLeft: MAX_RESPONSE_BYTES - ENVELOPE_BYTES - reservedBytes };
}

/** Takes so many bytes of the room. @returns false, and takes none, when there are not so many left */
export function spend(budget: ResponseBudget, bytes: number): boolean {
  if (bytes > budget.bytesLeft) return false;
  budget.bytesLeft -= bytes;
  return true;
}

/** Bytes of a value in the JSON text of the answer. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
