import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../testing/deployment/rehearsal-process";
import { describeWith } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { ProviderPool } from "../../testing/provider-pool/provider-pool";
import { ProviderConnection } from "../../tools/lib/provider/provider-calls";

const FAKE = join(__dirname, "../../testing/processes/fake-provider.cjs");
const PLACE = ".terraform/providers/registry.example/somebody/fake/1.0.0";
const notGivenUp = () => new AbortController().signal;

/** Who answered a call. */
interface Answered {
  readonly pid: number;
  readonly folder: string;
}

/** What Terraform does with a provider: starts it, reads where it listens, calls it, and shuts it down. */
class Started {
  private constructor(
    private readonly child: ChildProcess,
    private readonly connection: ProviderConnection,
  ) {}

  static async in(folder: string): Promise<Started> {
    const child = spawn(join(folder, PLACE, "linux/terraform-provider-fake"), { cwd: folder });
    const [line] = await once(child.stdout.setEncoding("utf8"), "data");
    const [, , , socket = ""] = String(line).split("|");
    return new Started(child, new ProviderConnection(socket));
  }

  async call(method: string, body = ""): Promise<Answered> {
    return JSON.parse((await this.ask(method, body)).toString("utf8"));
  }

  async ask(method: string, body = ""): Promise<Buffer> {
    const path = `/tfplugin5.Provider/${method}`;
    const answer = await this.connection.call(path, Buffer.from(body), notGivenUp());
    expect(answer.status).toBe("0");
    return answer.body;
  }

  /** Calls and gives up. */
  async hang(): Promise<void> {
    const givenUp = new AbortController();
    const call = this.connection.call("/tfplugin5.Provider/Hang", Buffer.alloc(0), givenUp.signal);
    setImmediate(() => givenUp.abort());
    await call.catch(() => undefined);
  }

  async shutDown(): Promise<void> {
    const ended = once(this.child, "exit");
    await this.connection.call("/plugin.GRPCController/Shutdown", Buffer.alloc(0), notGivenUp());
    expect(await ended).toEqual([0, null]);
    this.connection.close();
  }
}

/** Texts in a schema of the fake provider. */
const wordsIn = (schema: Buffer): readonly string[] =>
  schema.toString("latin1").match(/call \d+|fake_\w+/g) ?? [];

describeWith(["bash"], "the providers that tests keep between runs of Terraform", () => {
  const folder = temporaryFolder();
  const pool = new ProviderPool(process.env);
  const [one, other] = ["one", "other"].map((name) => join(folder, name)) as [string, string];
  const pids: number[] = [];

  beforeAll(async () => {
    const installed = join(folder, "installed");
    mkdirSync(installed);
    cpSync(FAKE, join(installed, "terraform-provider-fake"));
    for (const stack of [one, other]) {
      mkdirSync(join(stack, PLACE), { recursive: true });
      symlinkSync(installed, join(stack, PLACE, "linux"));
      await pool.adopt(stack);
    }
  });
  afterAll(() => pool.close());

  /** Configures a provider, and who that is. */
  const configured = async (stack: string, configuration: string) => {
    const provider = await Started.in(stack);
    const { pid, folder: cwd } = await provider.call("Configure", configuration);
    expect(cwd).toBe(realpathSync(stack));
    pids.push(pid);
    return { provider, pid };
  };

  it("keeps a process for the next instance of the same configuration, and never for another one", async () => {
    const lambda = await configured(one, "lambda account");
    const redshift = await configured(one, "redshift account");
    const second = await configured(one, "lambda account");
    expect(new Set([lambda.pid, redshift.pid, second.pid]).size).toBe(3);
    for (const method of ["ReadResource", "Configure"]) {
      expect((await lambda.provider.call(method, "lambda account")).pid).toBe(lambda.pid);
    }
    for (const { provider } of [lambda, redshift, second]) await provider.shutDown();
    const again = [
      await configured(one, "redshift account"),
      await configured(one, "lambda account"),
      await configured(one, "lambda account"),
    ];
    expect(again[0]?.pid).toBe(redshift.pid);
    expect(new Set(again.slice(1).map(({ pid }) => pid))).toEqual(new Set([lambda.pid, second.pid]));
    for (const { provider } of again) await provider.shutDown();
  });

  it("keeps none for another folder, against which a provider reads paths", async () => {
    const before = [...pids];
    const { provider, pid } = await configured(other, "lambda account");
    expect(before).not.toContain(pid);
    await provider.shutDown();
  });

  it("asks for a stack's schema once, and hands on the types that the stack or its state names", async () => {
    writeFileSync(join(one, "cdk.tf.json"), '{"resource":{"fake_used":{}}}');
    writeFileSync(join(other, "cdk.tf.json"), "{}");
    writeFileSync(join(other, "terraform.tfstate"), '{"resources":[{"type":"fake_unused"}]}');
    const schemas = [];
    for (const stack of [one, other, one]) {
      const provider = await Started.in(stack);
      const schema = await provider.ask("GetSchema");
      schemas.push([schema.readUInt32BE(1) === schema.length - 5, ...wordsIn(schema)]);
      await provider.shutDown();
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
    await provider.shutDown();
    const next = await configured(one, "interrupted");
    expect(next.pid).not.toBe(pid);
    await next.provider.shutDown();
  });

  it("hands the process that was asked before any configuration to one instance of its folder", async () => {
    const unconfigured = async () => {
      const provider = await Started.in(one);
      const { pid } = await provider.call("ValidateResourceTypeConfig");
      await provider.shutDown();
      return pid;
    };
    const asked = await unconfigured();
    pids.push(asked);
    const elsewhere = await configured(other, "asked");
    const taken = await configured(one, "asked");
    const second = await configured(one, "asked");
    expect([elsewhere, taken, second].map(({ pid }) => pid === asked)).toEqual([false, true, false]);
    await taken.provider.hang();
    for (const { provider } of [elsewhere, taken, second]) await provider.shutDown();
    const next = await unconfigured();
    expect(next).not.toBe(asked);
    pids.push(next);
  });

  it("is the provider itself for a Terraform that would have TLS", async () => {
    const env = { ...process.env, PLUGIN_CLIENT_CERT: "a certificate" };
    const child = spawn(join(one, PLACE, "linux/terraform-provider-fake"), { cwd: one, env });
    expect(await once(child.stdout.setEncoding("utf8"), "data")).toEqual(["started by Terraform\n"]);
  });

  it("leaves no process", async () => {
    await pool.close();
    const isThere = (pid: number) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await until(() => !pids.some(isThere), "the providers to end");
  });
});
