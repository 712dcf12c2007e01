import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { until } from "../../testing/deployment/rehearsal-process";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { configureRequest } from "../../testing/provider-pool/configure-request";
import { ProviderPool, type ProvidersOfStack } from "../../testing/provider-pool/provider-pool";
import { EMPTY_ANSWER, ProviderConnection } from "../../tools/lib/provider/provider-calls";

const FAKE = join(__dirname, "../../testing/processes/fake-provider.cjs");
const PLACE = ".terraform/providers/registry.example/somebody/fake/1.0.0";
const TURNS = 100;
const notGivenUp = () => new AbortController().signal;

/** Who answered a call. */
interface Answered {
  readonly pid: number;
  readonly folder: string;
  /** How often it was configured. */
  readonly configured: number;
  readonly isBeingConfigured: boolean;
}

/** What Terraform does with a provider that it is told of: calls it over a connection of its own, and closes that. */
class Instance {
  private readonly connection: ProviderConnection;

  constructor({ variables }: ProvidersOfStack) {
    const providers = JSON.parse(variables.TF_REATTACH_PROVIDERS ?? "");
    this.connection = new ProviderConnection(providers["registry.terraform.io/somebody/fake"].Addr.String);
  }

  async call(method: string, body = EMPTY_ANSWER.body): Promise<Answered> {
    return JSON.parse((await this.ask(method, body)).toString("utf8"));
  }

  async ask(method: string, body = EMPTY_ANSWER.body): Promise<Buffer> {
    const path = `/tfplugin5.Provider/${method}`;
    const answer = await this.connection.call(path, body, notGivenUp());
    expect(answer.status).toBe("0");
    return answer.body;
  }

  /** Calls and gives up. */
  async hang(): Promise<void> {
    const givenUp = new AbortController();
    const call = this.connection.call("/tfplugin5.Provider/Hang", EMPTY_ANSWER.body, givenUp.signal);
    setImmediate(() => givenUp.abort());
    await call.catch(() => undefined);
  }

  close(): void {
    this.connection.close();
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Texts in a schema of the fake provider. */
const wordsIn = (schema: Buffer): readonly string[] =>
  schema.toString("latin1").match(/call \d+|fake_\w+/g) ?? [];

describe("the providers that tests keep between runs of Terraform", () => {
  const folder = temporaryFolder();
  const pool = new ProviderPool(process.env);
  const folderOf = (name: string) => join(folder, name);
  const pids: number[] = [];
  let one: ProvidersOfStack;
  let other: ProvidersOfStack;

  beforeAll(async () => {
    const installed = join(folder, "installed");
    mkdirSync(installed);
    cpSync(FAKE, join(installed, "terraform-provider-fake"));
    const keep = async (name: string) => {
      mkdirSync(join(folderOf(name), PLACE), { recursive: true });
      symlinkSync(installed, join(folderOf(name), PLACE, "linux"));
      write(name, "cdk.tf.json", {
        terraform: { required_providers: { fake: { source: "somebody/fake" } } },
      });
      return await pool.keep(folderOf(name));
    };
    [one, other] = [await keep("one"), await keep("other")];
    const early = new Instance(one);
    await expect(early.call("Configure", configureRequest("early"))).rejects.toThrow();
    early.close();
    for (const stack of [one, other]) stack.adopt();
  });
  afterAll(() => pool.close());

  const write = (stack: string, file: string, content: object) =>
    writeFileSync(join(folderOf(stack), file), JSON.stringify(content));

  /** Both ends are in this process, whose event loop brings the pool the news a few turns later. */
  const aFewTurns = async () => {
    for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  const closed = async (instance: Instance) => {
    instance.close();
    await aFewTurns();
  };

  /** Configures a provider, and who that is. */
  const configured = async (stack: ProvidersOfStack, configuration: string, abilities?: string) => {
    const provider = new Instance(stack);
    const { pid, folder: cwd } = await provider.call("Configure", configureRequest(configuration, abilities));
    pids.push(pid);
    return { provider, pid, cwd };
  };

  it("keeps a process for the next instance of the same configuration, and never for another one", async () => {
    const lambda = await configured(one, "lambda account");
    const redshift = await configured(one, "redshift account");
    expect(redshift.pid).not.toBe(lambda.pid);
    const asked = [
      await lambda.provider.call("ReadResource"),
      await lambda.provider.call("Configure", configureRequest("lambda account")),
    ];
    expect(asked.map(({ pid }) => pid)).toEqual([lambda.pid, lambda.pid]);
    for (const { provider } of [lambda, redshift]) await closed(provider);
    const again = [await configured(one, "redshift account"), await configured(one, "lambda account")];
    expect(again.map(({ pid }) => pid)).toEqual([redshift.pid, lambda.pid]);
    for (const { provider } of again) await closed(provider);
  });

  it("has one process for a plan and for the apply in the same run, until neither is there", async () => {
    const plan = await configured(one, "lambda account", "what a plan can");
    const apply = await configured(one, "lambda account");
    expect(apply.pid).toBe(plan.pid);
    await plan.provider.hang();
    const next = await configured(one, "lambda account");
    expect(next.pid).not.toBe(plan.pid);
    await closed(plan.provider);
    // Who shares it is not done with it.
    expect((await apply.provider.call("ReadResource")).pid).toBe(plan.pid);
    for (const { provider } of [apply, next]) await closed(provider);
  });

  it.each([
    ["one process, configured once, where that left nothing to say", "silence", [true, 1]],
    ["a process each where it did", "a warning", [false, 1]],
  ])("has for two plans at once %s", async (_, configuration, expected) => {
    const provider = new Instance(one);
    await provider.ask("Configure", configureRequest(configuration));
    const call = provider.call("Wait");
    const beside = new Instance(one);
    await beside.ask("Configure", configureRequest(configuration));
    const other = await beside.call("ReadResource");
    await provider.call("GoOn");
    const { pid } = await call;
    expect([other.pid === pid, other.configured]).toEqual(expected);
    pids.push(pid, other.pid);
    for (const instance of [provider, beside]) await closed(instance);
  });

  it("lets nobody call a process while it is configured again", async () => {
    const { provider, pid } = await configured(one, "slowly");
    const other = new Instance(one);
    const again = other.call("Configure", configureRequest("slowly"));
    await aFewTurns();
    const read = await provider.call("ReadResource");
    expect([read, await again]).toMatchObject([
      { pid, configured: 2, isBeingConfigured: false },
      { pid, configured: 2 },
    ]);
    for (const instance of [provider, other]) await closed(instance);
  });

  it("has one process for equal configurations of two stacks, which finds what either uploads", async () => {
    const assets = [
      ["one", "assets/code/aaa/archive.zip"],
      ["other", "assets/code/bbb/archive.zip"],
    ] as const;
    const found = [];
    for (const [index, stack] of [one, other].entries()) {
      const [name, file] = assets[index] ?? assets[0];
      mkdirSync(join(folderOf(name), dirname(file)), { recursive: true });
      write(name, file, { of: name });
      const { provider, pid, cwd } = await configured(stack, "lambda account");
      found.push({ pid, content: JSON.parse(readFileSync(join(cwd, file), "utf8")) });
      await closed(provider);
    }
    const [{ pid } = { pid: 0 }] = found;
    expect(found).toEqual(["one", "other"].map((name) => ({ pid, content: { of: name } })));
  });

  it("asks for a stack's schema once, and hands on the types that the stack or its state names", async () => {
    write("one", "cdk.tf.json", { resource: { fake_used: {} } });
    write("other", "cdk.tf.json", {});
    write("other", "terraform.tfstate", { resources: [{ type: "fake_unused" }] });
    const schemas = [];
    for (const stack of [one, other, one]) {
      const provider = new Instance(stack);
      const schema = await provider.ask("GetSchema");
      schemas.push([schema.readUInt32BE(1) === schema.length - 5, ...wordsIn(schema)]);
      await closed(provider);
    }
    const [called, calledOther] = schemas.map(([, call]) => call);
    for (const call of [called, calledOther]) expect(call).toMatch(/^call \d+$/);
    expect(schemas).toEqual([
      [true, called, "fake_used", "fake_used"],
      [true, calledOther, "fake_unused"],
      [true, called, "fake_used", "fake_used"],
    ]);
  });

  it("keeps no process that was interrupted in a call", async () => {
    const { provider, pid } = await configured(one, "interrupted");
    await provider.hang();
    await closed(provider);
    const next = await configured(one, "interrupted");
    expect(next.pid).not.toBe(pid);
    await until(() => !isThere(pid), "the interrupted one to end");
    await closed(next.provider);
  });

  it("hands the process that was asked before any configuration to one configuration", async () => {
    const unconfigured = async () => {
      const provider = new Instance(one);
      const { pid } = await provider.call("ValidateResourceTypeConfig");
      await closed(provider);
      return pid;
    };
    const asked = await unconfigured();
    pids.push(asked);
    const taken = await configured(one, "asked");
    const second = await configured(one, "asked by another");
    expect([taken, second].map(({ pid }) => pid === asked)).toEqual([true, false]);
    await taken.provider.hang();
    for (const { provider } of [taken, second]) await closed(provider);
    const next = await unconfigured();
    expect(next).not.toBe(asked);
    pids.push(next);
  });

  it("leaves no process", async () => {
    await pool.close();
    await until(() => !pids.some(isThere), "the providers to end");
  });
});
