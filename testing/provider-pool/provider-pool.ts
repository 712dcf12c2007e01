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
import { type GuardedProgram, startGuarded } from "../../tools/lib/process/run-guarded";
import { providerExecutable, providerFolder } from "../../tools/lib/provider/installed-provider";
import {
  type CallAnswer,
  EMPTY_ANSWER,
  NOT_OFFERED,
  ProviderConnection,
  serveCalls,
} from "../../tools/lib/provider/provider-calls";
import { schemaOfTypes } from "../../tools/lib/provider/provider-schema";
import { keptAnswer } from "./kept-answers";

/** Terraform and its providers then speak without TLS, for which each would need a key of its own. */
const PLAIN_CALLS = { TF_DISABLE_PLUGIN_TLS: "1" };

/** A provider that serves until it is stopped keeps its memory small. */
const COLLECTING = { GOGC: "100", GOMEMLIMIT: "1GiB" };

const ADDRESS = /"Addr":\{"Network":"unix","String":"([^"]+)"\}/;
const TIMEOUT_MILLISECONDS = 60_000;

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

/** A provider's process that outlives the runs of Terraform. */
interface KeptProvider {
  readonly program: GuardedProgram;
  readonly connection: ProviderConnection;
}

/** For whom a process is kept: its folder is the stack's, against which it reads relative paths, and it has one configuration. */
interface Lease {
  readonly key: string;
  readonly kept: KeptProvider;
}

/**
 * Keeps processes of the provider between runs of Terraform, which starts five of them for a plan: each takes a quarter of a second
 * of processor time to start, and longer to write its schema and to check its own. Every configured instance has a process for itself, and a
 * process only ever has instances of one configuration: two accounts' roles never meet in one (as they would with
 * `TF_REATTACH_PROVIDERS`). What has no configuration yet (schema, validation) any process answers.
 *
 * For deployments that are planned and applied a dozen times. How a user's Terraform starts its provider other tests know.
 */
export class ProviderPool {
  private readonly folder = mkdtempSync(join(tmpdir(), "provider-"));
  private readonly sockets = new Set<Socket>();
  private readonly idle = new Map<string, KeptProvider[]>();
  private readonly all: KeptProvider[] = [];
  private readonly servers: Server[] = [];
  private executable = "";
  private first:
    | { readonly folder: string; readonly kept: Promise<KeptProvider>; isLeased: boolean }
    | undefined;
  private readonly answers = new Map<string, Promise<CallAnswer>>();
  private instances = 0;

  /** @param env of the provider's processes: where they find the accounts */
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** The environment of Terraform in a folder of which {@link adopt} was told. */
  static environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return { ...env, ...PLAIN_CALLS };
  }

  /** Puts a stub in the place of the provider in a folder that was initialized, and whose lock file has no checksums. */
  async adopt(stackFolder: string): Promise<void> {
    const port = await this.listen(stackFolder);
    const place = providerFolder(stackFolder);
    const isLinked = lstatSync(place).isSymbolicLink();
    const original = isLinked ? realpathSync(place) : join(this.folder, `provider-${port}`);
    if (isLinked) rmSync(place);
    else renameSync(place, original);
    this.executable = providerExecutable(original);
    mkdirSync(place);
    writeFileSync(join(place, basename(this.executable)), stub(port, this.executable), { mode: 0o755 });
  }

  async close(): Promise<void> {
    for (const server of this.servers) server.close();
    for (const socket of this.sockets) socket.destroy();
    for (const { connection } of this.all) connection.close();
    await Promise.all(this.all.map(({ program }) => program.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async listen(stackFolder: string): Promise<number> {
    const server = createServer((socket) => this.serveInstance(socket, stackFolder)).listen(0, "127.0.0.1");
    this.servers.push(server);
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  }

  /** @param socket of a stub: open for as long as Terraform has the provider */
  private serveInstance(socket: Socket, stackFolder: string): void {
    this.sockets.add(socket);
    const path = join(this.folder, `${++this.instances}.sock`);
    let leased: Promise<Lease> | undefined;
    let isInterrupted = false;
    const server = serveCalls(async (call, body, signal) => {
      signal.addEventListener("abort", () => {
        isInterrupted = true;
      });
      if (call.endsWith("Controller/Shutdown")) {
        setImmediate(() => socket.end());
        return EMPTY_ANSWER;
      }
      if (!call.startsWith("/tfplugin")) return NOT_OFFERED;
      if (call.endsWith("/GetSchema")) {
        const schema = await this.once(call, body, stackFolder);
        return { ...schema, body: schemaOfTypes(schema.body, typesIn(stackFolder)) };
      }
      if (call.endsWith("/PrepareProviderConfig")) return this.once(call, body, stackFolder);
      if (call.endsWith("/Stop")) isInterrupted = true;
      if (call.endsWith("/Configure")) leased ??= this.lease(stackFolder, body);
      const { connection } = leased === undefined ? await this.any(stackFolder) : (await leased).kept;
      return connection.call(call, body, signal);
    });
    server.listen(path, () => socket.write(`1|5|unix|${path}|grpc|\n`));
    socket.on("error", () => undefined);
    socket.once("close", () => {
      this.sockets.delete(socket);
      server.close();
      leased?.then((lease) => this.giveBack(lease, isInterrupted)).catch(() => undefined);
    });
  }

  /** A question whose answer is always the same, and for which the provider looks at every type that it has. */
  private once(call: string, body: Buffer, stackFolder: string): Promise<CallAnswer> {
    const question = `${call} ${body.toString("base64")}`;
    const known = this.answers.get(question);
    if (known !== undefined) return known;
    const ask = async () => {
      const { connection } = await this.any(stackFolder);
      return connection.call(call, body, new AbortController().signal);
    };
    // What was fetched is this pool's own copy, which no other one has.
    const isOwn = this.executable.startsWith(this.folder);
    const answer = isOwn ? ask() : keptAnswer(`${this.executable} ${question}`, ask);
    this.answers.set(question, answer);
    return answer;
  }

  /** For calls that no configuration decides. */
  private any(stackFolder: string): Promise<KeptProvider> {
    this.first ??= { folder: stackFolder, kept: this.start(stackFolder), isLeased: false };
    return this.first.kept;
  }

  private async lease(stackFolder: string, configuration: Buffer): Promise<Lease> {
    const key = `${stackFolder} ${configuration.toString("base64")}`;
    const idle = this.idle.get(key) ?? [];
    this.idle.set(key, idle);
    const known = idle.pop();
    if (known !== undefined) return { key, kept: known };
    const { first } = this;
    if (first === undefined || first.isLeased || first.folder !== stackFolder) {
      return { key, kept: await this.start(stackFolder) };
    }
    first.isLeased = true;
    return { key, kept: await first.kept };
  }

  /** @param isInterrupted who knows what a call that was given up still does */
  private async giveBack({ key, kept }: Lease, isInterrupted: boolean): Promise<void> {
    if (!isInterrupted) {
      this.idle.get(key)?.push(kept);
      return;
    }
    if ((await this.first?.kept) === kept) this.first = undefined;
    await kept.program.stop();
  }

  private async start(cwd: string): Promise<KeptProvider> {
    const program = startGuarded(this.executable, ["-debug"], { cwd, env: { ...this.env, ...COLLECTING } });
    const socket = await new Promise<string>((resolve, reject) => {
      let said = "";
      const take = (text: string) => {
        said += text;
        const [, address] = ADDRESS.exec(said) ?? [];
        if (address !== undefined) resolve(address);
      };
      program.process.stdout?.setEncoding("utf8").on("data", take);
      program.process.stderr?.setEncoding("utf8").on("data", take);
      program.gone.then(() => reject(new Error(`the provider ended: ${said}`)));
      setTimeout(
        () => reject(new Error(`the provider did not start: ${said}`)),
        TIMEOUT_MILLISECONDS,
      ).unref();
    });
    const kept = { program, connection: new ProviderConnection(socket) };
    this.all.push(kept);
    return kept;
  }
}

/** Whether a type is named in a stack or its state. */
function typesIn(stackFolder: string): (type: string) => boolean {
  const texts = ["cdk.tf.json", "terraform.tfstate"]
    .map((name) => join(stackFolder, name))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8"));
  return (type) => texts.some((text) => text.includes(`"${type}"`));
}
