import { once } from "node:events";
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** Of a stack that was not initialized. */
const NOBODY: PluginClient = { answer: async () => NOT_OFFERED };

/** The providers that are kept for one stack. */
export interface ProvidersOfStack {
  /** Of a Terraform that asks them, whoever starts it and in whatever folder: they read paths against the stack's. */
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
  private readonly kept: KeptProviders[] = [];
  private readonly servers: Server[] = [];

  /** @param env of the provider's processes: where they find the accounts */
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** @param stackFolder synthesized */
  async keep(stackFolder: string): Promise<ProvidersOfStack> {
    let providers: KeptProviders | undefined;
    const state = join(stackFolder, "terraform.tfstate");
    const usedTypes = () => typesIn(stackFolder, existsSync(state) ? readFileSync(state, "utf8") : "");
    const server = serveCalls(() => providers?.instance(usedTypes) ?? NOBODY);
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
    await Promise.all(this.kept.map((providers) => providers.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private providersOf(stackFolder: string): KeptProviders {
    const place = providerFolder(stackFolder);
    const providers = new KeptProviders(providerExecutable(place), {
      cwd: stackFolder,
      env: { ...this.env, ...COLLECTING },
      // What was fetched is this stack's own copy, which no other one has.
      ...(lstatSync(place).isSymbolicLink() ? { keepAnswer: keptAnswer } : {}),
    });
    this.kept.push(providers);
    return providers;
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
