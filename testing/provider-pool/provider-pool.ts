import { once } from "node:events";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { providerExecutable, providerFolder } from "../../tools/lib/provider/installed-provider";
import { KeptProviders } from "../../tools/lib/provider/kept-providers";
import { NOT_OFFERED, type PluginClient, serveCalls } from "../../tools/lib/provider/provider-calls";
import { reattachedAt } from "../../tools/lib/provider/reattached";
import { typesIn } from "../../tools/lib/provider/types-of-stack";
import { keptAnswer } from "./kept-answers";

/** A provider that serves until it is stopped keeps its memory small, and collects what is left of a call less often than Go would. */
const COLLECTING = { GOGC: "300", GOMEMLIMIT: "400MiB" };

/** Registries, of Terraform and of OpenTofu, whose name stands before that of a provider. */
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

/** Of a provider whose stack names it alone. */
const NAMESPACE = "hashicorp";

/** Beside a synthesized stack, what it uploads. */
const ASSETS = "assets";

/** Of a stack that was not initialized. */
const NOBODY: PluginClient = { answer: async () => NOT_OFFERED };

/** The providers that are kept for one stack. */
export interface ProvidersOfStack {
  /** Of a Terraform that asks them, whoever starts it and in whatever folder: they find the stack's assets. */
  readonly variables: Readonly<Record<string, string>>;
  /** The stack was initialized, without the variables: until then there are none. */
  adopt(): void;
}

/**
 * Keeps the providers of several stacks (`kept-providers.ts`) for as long as it is not closed.
 *
 * For deployments that are planned and applied a dozen times. How a user's Terraform gets its provider other tests know.
 */
export class ProviderPool {
  private readonly folder = mkdtempSync(join(tmpdir(), "provider-"));
  /** By program: stacks in the same accounts share processes. */
  private readonly kept = new Map<string, KeptProviders>();
  private readonly servers: Server[] = [];

  /** @param env of the provider's processes: where they find the accounts */
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** @param stackFolder synthesized */
  async keep(stackFolder: string): Promise<ProvidersOfStack> {
    let providers: KeptProviders | undefined;
    const state = join(stackFolder, "terraform.tfstate");
    const usedTypes = () => typesIn(stackFolder, existsSync(state) ? readFileSync(state, "utf8") : "");
    const server = serveCalls(() => {
      if (providers === undefined) return NOBODY;
      this.linkAssets(stackFolder);
      return providers.instance(usedTypes);
    });
    const socket = join(this.folder, `${this.servers.length}.sock`);
    this.servers.push(server);
    await once(server.listen(socket), "listening");
    return {
      variables: reattachedAt(socket, addressesIn(stackFolder)),
      adopt: () => {
        providers = this.providersOf(stackFolder);
      },
    };
  }

  async close(): Promise<void> {
    for (const server of this.servers) server.close();
    await Promise.all([...this.kept.values()].map((providers) => providers.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private providersOf(stackFolder: string): KeptProviders {
    const place = providerFolder(stackFolder);
    const executable = realpathSync(providerExecutable(place));
    const known = this.kept.get(executable);
    if (known !== undefined) return known;
    const providers = new KeptProviders(executable, {
      cwd: this.folder,
      env: { ...this.env, ...COLLECTING },
      // What was fetched is this stack's own copy, which no other one has.
      ...(lstatSync(place).isSymbolicLink() ? { keepAnswer: keptAnswer } : {}),
    });
    this.kept.set(executable, providers);
    return providers;
  }

  /** A provider reads paths against its own folder: what a stack uploads, named by its content, is found there too. */
  private linkAssets(stackFolder: string): void {
    const assets = join(stackFolder, ASSETS);
    if (!existsSync(assets)) return;
    for (const entry of readdirSync(assets, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const link = join(this.folder, relative(stackFolder, file));
      if (existsSync(link)) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(file, link);
    }
  }
}

/** What Terraform may call the one provider of a stack by. */
function addressesIn(stackFolder: string): readonly string[] {
  const { terraform } = JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8"));
  const required: readonly { source: string }[] = Object.values(terraform.required_providers);
  return required.flatMap(({ source }) => {
    const name = source.includes("/") ? source : `${NAMESPACE}/${source}`;
    return REGISTRIES.map((registry) => `${registry}/${name}`);
  });
}
