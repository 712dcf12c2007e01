import { once } from "node:events";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { providerExecutable, providerFolder } from "../../tools/lib/provider/installed-provider";
import { KeptProviders } from "../../tools/lib/provider/kept-providers";
import { EMPTY_ANSWER, type PluginClient, serveCalls } from "../../tools/lib/provider/provider-calls";
import { typesIn } from "../../tools/lib/provider/types-of-stack";
import { keptAnswer } from "./kept-answers";

/** Terraform and its providers then speak without TLS, for which each would need a key of its own. */
const PLAIN_CALLS = { TF_DISABLE_PLUGIN_TLS: "1" };

/** A provider that serves until it is stopped keeps its memory small. */
const COLLECTING = { GOGC: "100", GOMEMLIMIT: "1GiB" };

/**
 * What Terraform starts in the provider's place: tells where the calls go, and ends when the pool closes the connection. For a
 * Terraform that would have TLS, it is the provider itself.
 */
const stub = (port: number, provider: string) => `#!/usr/bin/env bash
if [ -n "$PLUGIN_CLIENT_CERT" ]; then exec '${provider}' "$@"; fi
exec 3<>/dev/tcp/127.0.0.1/${port}
IFS= read -r handshake <&3
echo "$handshake"
exec cat <&3 >/dev/null
`;

/**
 * Keeps the providers of several stacks (`kept-providers.ts`) for as long as it is not closed, and for every Terraform that starts
 * the provider of a stack's folder, whoever starts that Terraform.
 *
 * For deployments that are planned and applied a dozen times. How a user's Terraform starts its provider other tests know.
 */
export class ProviderPool {
  private readonly folder = mkdtempSync(join(tmpdir(), "provider-"));
  private readonly sockets = new Set<Socket>();
  private readonly kept: KeptProviders[] = [];
  private readonly servers: Server[] = [];
  private instances = 0;

  /** @param env of the provider's processes: where they find the accounts */
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** The environment of Terraform in a folder of which {@link adopt} was told. */
  static environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return { ...env, ...PLAIN_CALLS };
  }

  /** Puts a stub in the place of the provider in a folder that was initialized, and whose lock file has no checksums. */
  async adopt(stackFolder: string): Promise<void> {
    const place = providerFolder(stackFolder);
    const isLinked = lstatSync(place).isSymbolicLink();
    const original = isLinked ? realpathSync(place) : join(this.folder, `provider-${this.kept.length}`);
    if (isLinked) rmSync(place);
    else renameSync(place, original);
    const executable = providerExecutable(original);
    const providers = new KeptProviders(executable, {
      cwd: stackFolder,
      env: { ...this.env, ...COLLECTING },
      // What was fetched is this pool's own copy, which no other one has.
      ...(isLinked ? { keepAnswer: keptAnswer } : {}),
    });
    this.kept.push(providers);
    const state = join(stackFolder, "terraform.tfstate");
    const usedTypes = () => typesIn(stackFolder, existsSync(state) ? readFileSync(state, "utf8") : "");
    const port = await this.listen(() => providers.instance(usedTypes));
    mkdirSync(place);
    writeFileSync(join(place, basename(executable)), stub(port, executable), { mode: 0o755 });
  }

  async close(): Promise<void> {
    for (const server of this.servers) server.close();
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.kept.map((providers) => providers.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async listen(accept: () => PluginClient): Promise<number> {
    const server = createServer((socket) => this.serveInstance(socket, accept())).listen(0, "127.0.0.1");
    this.servers.push(server);
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  }

  /** @param socket of a stub: open for as long as Terraform has the provider */
  private serveInstance(socket: Socket, { answer, gone }: PluginClient): void {
    this.sockets.add(socket);
    const path = join(this.folder, `${++this.instances}.sock`);
    const server = serveCalls(() => ({
      answer: async (call, body, signal) => {
        if (!call.endsWith("Controller/Shutdown")) return await answer(call, body, signal);
        setImmediate(() => socket.end());
        return EMPTY_ANSWER;
      },
    }));
    server.listen(path, () => socket.write(`1|5|unix|${path}|grpc|\n`));
    socket.on("error", () => undefined);
    socket.once("close", () => {
      this.sockets.delete(socket);
      server.close();
      gone?.();
    });
  }
}
