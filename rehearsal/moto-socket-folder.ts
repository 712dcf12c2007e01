import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createProcessFolder, removeProcessFolder } from "../tools/lib/process/process-folder";
import { ToolError } from "../tools/lib/terminal/tool-error";

/** Longest path of a Unix socket, bytes: `sun_path` without its NUL holds 107 on Linux, 103 on macOS. */
const MAX_SOCKET_PATH_BYTES = 103;

/** Where moto listens. */
interface MotoSocketFolder {
  /** Path of the socket; nothing is there yet. */
  readonly socket: string;
  remove(): void;
}

/**
 * A folder for moto's socket that no other user can enter.
 *
 * @param parent a folder with a short path. @default - the machine's temporary folder
 * @throws ToolError SOCKET_PATH_TOO_LONG
 */
export function createMotoSocketFolder(parent: string = tmpdir()): MotoSocketFolder {
  const folder = createProcessFolder(resolve(parent), "rehearsal");
  const socket = join(folder, "moto.sock");
  const remove = () => removeProcessFolder(folder);
  const bytes = Buffer.byteLength(socket);
  if (bytes <= MAX_SOCKET_PATH_BYTES) return { socket, remove };
  remove();
  throw new ToolError(
    "SOCKET_PATH_TOO_LONG",
    `moto's socket would be ${socket}: ${bytes} bytes, of which a Unix socket may have ${MAX_SOCKET_PATH_BYTES}; set TMPDIR to a folder with a shorter path`,
  );
}
