import { tmpdir } from "node:os";
import { createProcessFolder, removeProcessFolder } from "../process/process-folder";
import { type GuardedOptions, startGuarded } from "../process/run-guarded";
import { EMPTY_ANSWER, ProviderConnection } from "./provider-calls";

/**
 * What Terraform tells a provider as it starts it: that a Terraform does, and which protocol it speaks
 * (https://github.com/hashicorp/terraform/blob/v1.11.4/internal/plugin/serve.go, and docs/internals.md of hashicorp/go-plugin).
 */
const AS_TERRAFORM_STARTS_IT = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "5",
};
/** And what it answers: versions, and where it listens. */
const HANDSHAKE = /^1\|5\|unix\|([^|\n]+)\|grpc\b/m;

const SHUTDOWN_CALL = "/plugin.GRPCController/Shutdown";
const TIMEOUT_MILLISECONDS = 60_000;

/** A process of a provider that Terraform has not started. */
export interface StartedProvider {
  readonly connection: ProviderConnection;
  /** Resolves once nothing of it runs. Never rejects. */
  stop(): Promise<void>;
}

/** Where a provider puts its socket, by go-plugin's variable and, before that had one, the system's. */
const socketsIn = (folder: string) => ({ PLUGIN_UNIX_SOCKET_DIR: folder, TMPDIR: folder });

/**
 * Starts a provider as Terraform does, for whoever calls it: without TLS, at a socket in a folder that only this user can enter.
 *
 * @throws Error when it ends, speaks another protocol, or does not say within a minute where it listens
 */
export async function startProvider(
  executable: string,
  { env = process.env, ...options }: GuardedOptions,
): Promise<StartedProvider> {
  const folder = createProcessFolder(tmpdir(), "provider");
  const program = startGuarded(executable, [], {
    ...options,
    env: { ...env, ...AS_TERRAFORM_STARTS_IT, ...socketsIn(folder) },
  });
  const stopProgram = async () => {
    await program.stop();
    removeProcessFolder(folder);
  };
  let timer: NodeJS.Timeout | undefined;
  try {
    const socket = await new Promise<string>((resolve, reject) => {
      let said = "";
      program.process.stderr?.resume();
      program.process.stdout?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const [, path] = HANDSHAKE.exec(said) ?? [];
        if (path !== undefined) resolve(path);
        else if (said.includes("\n")) reject(new Error(`the provider said ${said.split("\n", 1)}`));
      });
      program.process.once("error", reject);
      void program.gone.then(() => reject(new Error("the provider ended before it said where it listens")));
      timer = setTimeout(() => reject(new Error("the provider did not start")), TIMEOUT_MILLISECONDS);
    });
    const connection = new ProviderConnection(socket);
    const stop = async () => {
      // It ends when it is asked to; signals it leaves to Terraform. One that does not is killed after the grace period.
      connection.call(SHUTDOWN_CALL, EMPTY_ANSWER.body, new AbortController().signal).catch(() => undefined);
      await stopProgram();
      connection.close();
    };
    return { connection, stop };
  } catch (error) {
    await stopProgram();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
