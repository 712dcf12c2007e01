import { type CallAnswer, EMPTY_ANSWER, NOT_OFFERED, type PluginClient } from "./provider-calls";
import { schemaOfTypes } from "./provider-schema";
import { type StartedProvider, startProvider } from "./start-provider";

/** What a stack's providers are kept with. */
interface Keeping {
  /** The stack's, against which a provider reads relative paths. */
  readonly cwd: string;
  /** Of the provider's processes. */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Where an answer that is the same from every process of this provider is kept for longer than these processes.
   *
   * @default - it is asked once of these
   */
  readonly keepAnswer?: (question: string, ask: () => Promise<CallAnswer>) => Promise<CallAnswer>;
}

/** For whom a process is kept: it has one configuration. */
interface Lease {
  readonly key: string;
  readonly provider: StartedProvider;
}

/**
 * Keeps processes of a stack's provider between runs of Terraform, which starts five of them for a plan: each takes a quarter of a
 * second of processor time to start, and longer to write its schema and to check its own. Every configured instance has a process for
 * itself, and a process only ever has instances of one configuration: two accounts' roles never meet in one, as they would where
 * Terraform is told of one provider that runs. What has no configuration yet (schema, validation) any process answers.
 */
export class KeptProviders {
  private readonly idle = new Map<string, StartedProvider[]>();
  private readonly all: Promise<StartedProvider>[] = [];
  private readonly answers = new Map<string, Promise<CallAnswer>>();
  private first: { readonly started: Promise<StartedProvider>; isLeased: boolean } | undefined;

  /**
   * The first process runs already.
   *
   * @param executable the provider's program
   * @throws Error when it cannot be started as Terraform does
   */
  static async started(executable: string, keeping: Keeping): Promise<KeptProviders> {
    const providers = new KeptProviders(executable, keeping);
    await providers.any();
    return providers;
  }

  /** @param executable the provider's program. None is started before Terraform asks */
  constructor(
    private readonly executable: string,
    private readonly keeping: Keeping,
  ) {}

  /**
   * Who answers one instance of the provider.
   *
   * @param usedTypes whether a type may be named in what Terraform reads when it asks for the schema: it refuses one that it gets none of
   */
  instance(usedTypes: () => (type: string) => boolean): PluginClient {
    let leased: Promise<Lease> | undefined;
    let isInterrupted = false;
    return {
      answer: async (call, body, signal) => {
        signal.addEventListener("abort", () => {
          isInterrupted = true;
        });
        if (!call.startsWith("/tfplugin")) return NOT_OFFERED;
        const method = call.slice(call.lastIndexOf("/") + 1);
        if (method === "GetSchema") return ofTypes(await this.once(call, body), usedTypes());
        if (method === "PrepareProviderConfig") return await this.once(call, body);
        if (method === "Stop") isInterrupted = true;
        if (method === "Stop" && leased === undefined) return EMPTY_ANSWER;
        if (method === "Configure") {
          // A process of one configuration never gets another one.
          if (leased !== undefined && (await leased).key !== keyOf(body)) return NOT_OFFERED;
          leased ??= this.lease(body);
        }
        const provider = leased === undefined ? await this.any() : (await leased).provider;
        return await provider.connection.call(call, body, signal);
      },
      gone: () => {
        leased?.then((lease) => this.giveBack(lease, isInterrupted)).catch(() => undefined);
      },
    };
  }

  /** Resolves once nothing of them runs. */
  async close(): Promise<void> {
    const started = await Promise.allSettled(this.all);
    await Promise.all(started.map((one) => (one.status === "fulfilled" ? one.value.stop() : undefined)));
  }

  /** A question whose answer is the same from every process, and for which a provider looks at every type that it has. */
  private once(call: string, body: Buffer): Promise<CallAnswer> {
    const question = `${this.executable} ${call} ${body.toString("base64")}`;
    const known = this.answers.get(question);
    if (known !== undefined) return known;
    const { keepAnswer = (_, ask) => ask() } = this.keeping;
    const ask = async () => (await this.any()).connection.call(call, body, new AbortController().signal);
    const answer = keepAnswer(question, ask);
    this.answers.set(question, answer);
    // Asked again, of a process that may be another one.
    answer.catch(() => this.answers.delete(question));
    return answer;
  }

  /** For calls that no configuration decides. */
  private async any(): Promise<StartedProvider> {
    this.first ??= { started: this.start(), isLeased: false };
    const { first } = this;
    const provider = await first.started;
    if (provider.connection.isOpen) return provider;
    if (this.first === first) this.first = undefined;
    return await this.any();
  }

  private async lease(configuration: Buffer): Promise<Lease> {
    const key = keyOf(configuration);
    const idle = this.idle.get(key) ?? [];
    for (let known = idle.pop(); known !== undefined; known = idle.pop()) {
      if (known.connection.isOpen) return { key, provider: known };
    }
    const { first } = this;
    if (first === undefined || first.isLeased) return { key, provider: await this.start() };
    first.isLeased = true;
    const provider = await first.started;
    return { key, provider: provider.connection.isOpen ? provider : await this.start() };
  }

  /** @param isInterrupted who knows what a call that was given up still does */
  private async giveBack({ key, provider }: Lease, isInterrupted: boolean): Promise<void> {
    if (!isInterrupted) {
      this.idle.set(key, [...(this.idle.get(key) ?? []), provider]);
      return;
    }
    if ((await this.first?.started) === provider) this.first = undefined;
    await provider.stop();
  }

  private start(): Promise<StartedProvider> {
    const { cwd, env = process.env } = this.keeping;
    const started = startProvider(this.executable, { cwd, env });
    this.all.push(started);
    return started;
  }
}

/** What is the same for equal configurations alone. */
const keyOf = (configuration: Buffer) => configuration.toString("base64");

function ofTypes(schema: CallAnswer, isUsed: (type: string) => boolean): CallAnswer {
  return schema.status === EMPTY_ANSWER.status
    ? { ...schema, body: schemaOfTypes(schema.body, isUsed) }
    : schema;
}
