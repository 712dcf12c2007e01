import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProcessFolder, removeProcessFolder } from "../process/process-folder";
import { providerAddress } from "./installed-provider";
import { type PluginClient, serveCalls } from "./provider-calls";

/** Providers that Terraform is to call and not to start (https://developer.hashicorp.com/terraform/plugin/debugging). */
const REATTACH_VARIABLE = "TF_REATTACH_PROVIDERS";

/** Of the plugin protocol, of which `schemaOfTypes` knows the messages. */
const PROTOCOL_VERSION = 5;

/** Whether a Terraform with this environment calls a provider that runs already. */
export function isReattached(env: NodeJS.ProcessEnv = process.env): boolean {
  return env[REATTACH_VARIABLE] !== undefined;
}

/**
 * Lets Terraform call this process in the place of its provider, over a socket that only this user can reach.
 *
 * @param stackFolder initialized
 * @param accept of each instance of the provider that Terraform has, who answers it
 * @param work with the variables of that Terraform
 * @throws Error when the stack has not exactly one provider
 */
export async function withReattached<T>(
  stackFolder: string,
  accept: () => PluginClient,
  work: (variables: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const address = providerAddress(stackFolder);
  const folder = createProcessFolder(tmpdir(), "providers");
  const socket = join(folder, "socket");
  const server = serveCalls(accept);
  try {
    await once(server.listen(socket), "listening");
    return await work(reattachedAt(socket, [address]));
  } finally {
    server.close();
    removeProcessFolder(folder);
  }
}

/**
 * Variables of a Terraform that calls this process in the place of its provider.
 *
 * @param addresses what Terraform may call that provider by
 */
export function reattachedAt(socket: string, addresses: readonly string[]): Readonly<Record<string, string>> {
  const listening = {
    Protocol: "grpc",
    ProtocolVersion: PROTOCOL_VERSION,
    Pid: process.pid,
    // One of a test is never killed.
    Test: true,
    Addr: { Network: "unix", String: socket },
  };
  return {
    [REATTACH_VARIABLE]: JSON.stringify(Object.fromEntries(addresses.map((address) => [address, listening]))),
  };
}
