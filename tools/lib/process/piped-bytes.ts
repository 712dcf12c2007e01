import { constants, openSync, statSync } from "node:fs";
import { Socket } from "node:net";
import { addAbortSignal } from "node:stream";
import { buffer } from "node:stream/consumers";

/**
 * What another program writes into a pipe, such as `<(terraform show -json plan)` of a shell. A pipe opens when somebody writes to it, and
 * a program that waits for that within one call hears no Ctrl-C.
 *
 * @param file also one that is not there, and one that is no pipe
 * @param signal ends the waiting. @default - nothing does
 * @returns all of it, once the writer has closed it; `undefined`: it is no pipe
 * @throws the signal's reason, as the cause of an AbortError, when it aborts before
 */
export async function pipedBytes(file: string, signal?: AbortSignal): Promise<Buffer | undefined> {
  if (statSync(file, { throwIfNoEntry: false })?.isFIFO() !== true) return undefined;
  const pipe = new Socket({
    fd: openSync(file, constants.O_RDONLY | constants.O_NONBLOCK),
    readable: true,
    writable: false,
  });
  return buffer(signal === undefined ? pipe : addAbortSignal(signal, pipe));
}
