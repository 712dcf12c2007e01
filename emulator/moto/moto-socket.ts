import { Agent, type AgentOptions } from "node:http";

/** What requests of our own name as their host; no name is looked up, the agent connects to the socket. */
export const MOTO_HOST = "localhost";

/**
 * Connects every request to moto's Unix socket, whatever host the request names. Moto asks nobody who they are, so it
 * has no port: the folder of the socket is its access control.
 *
 * @param socket path of the Unix socket
 */
export function motoAgent(socket: string): Agent {
  // `http.Agent` hands its options to `net.connect`; the type knows those of TCP alone.
  const options: AgentOptions & { readonly socketPath: string } = { socketPath: socket };
  return new Agent(options);
}
