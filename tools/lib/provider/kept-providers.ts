import { pluginFields, pluginMessage } from "./plugin-message";
import {
  type CallAnswer,
  EMPTY_ANSWER,
  NOT_OFFERED,
  type PluginClient,
  type ProviderConnection,
} from "./provider-calls";
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

/** A process with the one configuration that it ever has, and who asks it. */
interface ConfiguredProcess {
  readonly key: string;
  readonly provider: StartedProvider;
  instances: number;
  runningCalls: number;
  /** Whether it had nothing to say of its configuration the last time, no error and no warning. */
  isQuiet: Promise<boolean>;
  /** Who knows what a call that was given up still does. */
  isInterrupted: boolean;
}

/**
 * Keeps processes of a stack's provider between runs of Terraform, which starts five of them for a plan: each takes a quarter of a
 * second of processor time to start, and longer to write its schema and to check its own. A process only ever has instances of one
 * configuration: two accounts' roles never meet in one, as they would where Terraform is told of one provider that runs. Instances of
 * equal configurations share one: those of a plan and of an apply, of which Terraform closes none before its run ends, and those of
 * two plans at once. What has no configuration yet (schema, validation) any process answers.
 */
export class KeptProviders {
  private readonly configured = new Set<ConfiguredProcess>();
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
    let leased: Promise<ConfiguredProcess> | undefined;
    let isInterrupted = false;
    // At once: a process whose call was given up is not shared either.
    const interrupt = () => {
      isInterrupted = true;
      leased?.then(markInterrupted, () => undefined);
    };
    return {
      answer: async (call, body, signal) => {
        signal.addEventListener("abort", interrupt);
        if (!call.startsWith("/tfplugin")) return NOT_OFFERED;
        const method = call.slice(call.lastIndexOf("/") + 1);
        if (method === "GetSchema") return ofTypes(await this.once(call, body), usedTypes());
        if (method === "PrepareProviderConfig") return await this.once(call, body);
        if (method === "Stop") interrupt();
        if (method === "Stop" && leased === undefined) return EMPTY_ANSWER;
        if (method === "Configure") {
          // A process of one configuration never gets another one.
          if (leased !== undefined && (await leased).key !== keyOf(body)) return NOT_OFFERED;
          leased ??= this.lease(body);
          const process = await leased;
          return await configure(process, () => callOf(process, call, body, signal));
        }
        if (leased === undefined) return await (await this.any()).connection.call(call, body, signal);
        const process = await leased;
        // Nobody calls what is half configured. What stops it must not wait.
        if (method !== "Stop") await process.isQuiet;
        return await callOf(process, call, body, signal);
      },
      gone: () => {
        leased?.then((process) => this.giveBack(process, isInterrupted)).catch(() => undefined);
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

  private async lease(request: Buffer): Promise<ConfiguredProcess> {
    const key = keyOf(request);
    for (const process of this.configured) {
      if (process.key !== key || (process.runningCalls > 0 && !(await process.isQuiet))) continue;
      if (!process.provider.connection.isOpen) this.configured.delete(process);
      else if (!process.isInterrupted) {
        process.instances += 1;
        return process;
      }
    }
    const provider = await this.unconfigured();
    const process: ConfiguredProcess = {
      ...{ key, provider, instances: 1, runningCalls: 0 },
      ...{ isQuiet: Promise.resolve(false), isInterrupted: false },
    };
    this.configured.add(process);
    return process;
  }

  private async unconfigured(): Promise<StartedProvider> {
    const { first } = this;
    if (first === undefined || first.isLeased) return await this.start();
    first.isLeased = true;
    const provider = await first.started;
    return provider.connection.isOpen ? provider : await this.start();
  }

  private async giveBack(process: ConfiguredProcess, isInterrupted: boolean): Promise<void> {
    process.instances -= 1;
    process.isInterrupted ||= isInterrupted;
    if (process.instances > 0 || !process.isInterrupted) return;
    this.configured.delete(process);
    if ((await this.first?.started) === process.provider) this.first = undefined;
    await process.provider.stop();
  }

  private start(): Promise<StartedProvider> {
    const { cwd, env = process.env } = this.keeping;
    const started = startProvider(this.executable, { cwd, env });
    this.all.push(started);
    return started;
  }
}

async function callOf(
  process: ConfiguredProcess,
  ...[call, body, signal]: Parameters<ProviderConnection["call"]>
): Promise<CallAnswer> {
  process.runningCalls += 1;
  try {
    return await process.provider.connection.call(call, body, signal);
  } finally {
    process.runningCalls -= 1;
  }
}

/** As Terraform asks for it; but one that is being called is not configured anew, as its callers would meet it half made. */
async function configure(process: ConfiguredProcess, ask: () => Promise<CallAnswer>): Promise<CallAnswer> {
  if (process.runningCalls > 0 && (await process.isQuiet)) return EMPTY_ANSWER;
  const answer = ask();
  process.isQuiet = answer.then(saysNothing, () => false);
  return await answer;
}

const saysNothing = ({ status, body }: CallAnswer) =>
  status === EMPTY_ANSWER.status && body.equals(EMPTY_ANSWER.body);

function markInterrupted(process: ConfiguredProcess): void {
  process.isInterrupted = true;
}

/** `config` of `Configure.Request`. Beside it Terraform says what it can do, for an apply less than for a plan. */
const CONFIGURATION_FIELD = 2;

/** What is the same for equal configurations alone. */
function keyOf(request: Buffer): string {
  const configuration = pluginFields(request).filter(({ number }) => number === CONFIGURATION_FIELD);
  return pluginMessage(configuration).toString("base64");
}

function ofTypes(schema: CallAnswer, isUsed: (type: string) => boolean): CallAnswer {
  return schema.status === EMPTY_ANSWER.status
    ? { ...schema, body: schemaOfTypes(schema.body, isUsed) }
    : schema;
}
