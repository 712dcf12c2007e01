import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { until } from "../../testing/deployment/rehearsal-process";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { testWithProc } from "../../testing/processes/proc-file-system";
import { configureRequest } from "../../testing/provider-pool/configure-request";
import { KeptProviders } from "../../tools/lib/provider/kept-providers";
import { EMPTY_ANSWER, ProviderConnection } from "../../tools/lib/provider/provider-calls";
import { Terraform } from "../../tools/lib/terraform/terraform";

const FAKE = join(__dirname, "../../testing/processes/fake-provider.cjs");
const PLACE = ".terraform/providers/registry.example/somebody/fake/1.0.0";
const ADDRESS = "registry.example/somebody/fake";
const REATTACH = "TF_REATTACH_PROVIDERS";

const folder = temporaryFolder();
const notGivenUp = () => new AbortController().signal;

/** A program that notes its variables, its arguments and that it ran. */
function program(file: string, lines: string): string {
  writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return file;
}

/** An initialized stack of one fake provider, and its Terraform. */
function stackWith(
  name: string,
  {
    provider = `exec '${FAKE}'`,
    pulled = "",
    exitCode = 0,
    pull = "",
    env = {},
    isThrownAway = true,
    signal = notGivenUp(),
  } = {},
) {
  const stack = join(folder, name);
  const installed = join(folder, `${name}-installed`);
  mkdirSync(join(stack, PLACE), { recursive: true });
  mkdirSync(installed);
  symlinkSync(installed, join(stack, PLACE, "linux"));
  program(join(installed, "terraform-provider-fake"), `echo started >> '${stack}/providers'\n${provider}`);
  writeFileSync(join(stack, "cdk.tf.json"), "{}");
  const binary = program(
    join(stack, "terraform"),
    `echo "$@" >> runs\n${pull}\nprintf '%s' '${pulled}'\nexit ${exitCode}`,
  );
  const options = { cwd: stack, env: { ...process.env, ...env }, signal, isThrownAway };
  const terraform = new Terraform(binary, options);
  return { stack, terraform };
}

const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []);

/** Processes that were started in a stack's folder, and run. */
const runningIn = (stack: string) =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        return readlinkSync(`/proc/${id}/cwd`) === realpathSync(stack);
      } catch {
        return false;
      }
    });

/** Where the Terraform that keeps providers would call. */
async function calledBy(terraform: Terraform, stack: string): Promise<string> {
  program(join(stack, "terraform"), `printf '%s' "$${REATTACH}"`);
  const told = JSON.parse(await terraform.showJson("a.tfplan"));
  const socket = told[ADDRESS]?.Addr.String;
  // A provider of a test is not Terraform's to kill: the process is this one.
  const here = { Protocol: "grpc", ProtocolVersion: 5, Pid: process.pid, Test: true };
  expect(told).toEqual({ [ADDRESS]: { ...here, Addr: { Network: "unix", String: socket } } });
  return socket;
}

/** One instance of a provider, as Terraform has it. */
class Instance {
  private readonly connection: ProviderConnection;

  constructor(socket: string) {
    this.connection = new ProviderConnection(socket);
  }

  call(method: string, configuration = "") {
    const body = method === "Configure" ? configureRequest(configuration) : EMPTY_ANSWER.body;
    return this.connection.call(`/tfplugin5.Provider/${method}`, body, notGivenUp());
  }

  /** Which process answers. */
  async pid(method: string, configuration = ""): Promise<number> {
    return JSON.parse((await this.call(method, configuration)).body.toString("utf8")).pid;
  }

  close(): void {
    this.connection.close();
  }
}

describe("a Terraform that keeps its providers", () => {
  it("has a process for each configuration, the same one in the next run, and none afterwards", async () => {
    const { stack, terraform } = stackWith("kept");
    const pids = await terraform.keepingProviders(async (kept) => {
      const socket = await calledBy(kept, stack);
      expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
      const run = async (configurations: readonly string[]) => {
        const instances = configurations.map(() => new Instance(socket));
        const found = [];
        for (const [index, instance] of instances.entries()) {
          await instance.call("GetSchema");
          found.push(await instance.pid("Configure", configurations[index]));
        }
        for (const instance of instances) instance.close();
        return found;
      };
      const first = await run(["lambda account", "redshift account"]);
      const second = await run(["redshift account", "lambda account"]);
      expect(second).toEqual([...first].reverse());
      return first;
    });
    expect(new Set(pids).size).toBe(2);
    expect(linesOf(join(stack, "providers"))).toEqual(["started", "started"]);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  testWithProc("has the provider's own socket where only this user can come, and takes it away", async () => {
    const { stack, terraform } = stackWith("socket");
    const folders = await terraform.keepingProviders(async (kept) => {
      const instance = new Instance(await calledBy(kept, stack));
      const pid = await instance.pid("ReadResource");
      instance.close();
      const variables = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
      const found = ["PLUGIN_UNIX_SOCKET_DIR", "TMPDIR"].map((name) =>
        variables.findLast((variable) => variable.startsWith(`${name}=`))?.slice(name.length + 1),
      );
      expect(found.map((place = "") => statSync(place).mode & 0o777)).toEqual([0o700, 0o700]);
      return found;
    });
    expect(new Set(folders).size).toBe(1);
    expect(existsSync(folders[0] ?? "")).toBe(false);
  });

  it("asks again what could not be answered", async () => {
    const { stack } = stackWith("asked-again");
    let asked = 0;
    const providers = await KeptProviders.started(join(stack, PLACE, "linux/terraform-provider-fake"), {
      cwd: stack,
      keepAnswer: (_, ask) => (asked++ === 0 ? Promise.reject(new Error("it ended")) : ask()),
    });
    const { answer } = providers.instance(() => () => true);
    const schema = () => answer("/tfplugin5.Provider/GetSchema", EMPTY_ANSWER.body, notGivenUp());
    await expect(schema()).rejects.toThrow("it ended");
    for (let time = 0; time < 2; time++) expect(await schema()).toMatchObject({ status: "0" });
    expect(asked).toBe(2);
    await providers.close();
  });

  it("never has another configuration in a process that has one", async () => {
    const { stack, terraform } = stackWith("configured");
    await terraform.keepingProviders(async (kept) => {
      const instance = new Instance(await calledBy(kept, stack));
      const pid = await instance.pid("Configure", "lambda account");
      expect(await instance.pid("Configure", "lambda account")).toBe(pid);
      expect(await instance.call("Configure", "redshift account")).toMatchObject({ status: "12" });
      instance.close();
    });
  });

  it("starts another process in the place of one that has ended", async () => {
    const { stack, terraform } = stackWith("ended");
    await terraform.keepingProviders(async (kept) => {
      const socket = await calledBy(kept, stack);
      const pids = [];
      for (let run = 0; run < 3; run++) {
        const instance = new Instance(socket);
        pids.push(await instance.pid("ReadResource"), await instance.pid("Configure", "lambda account"));
        if (run === 0) {
          process.kill(pids[0] ?? 0, "SIGKILL");
          expect(await instance.call("ReadResource").catch(() => "ended")).not.toEqual(EMPTY_ANSWER);
        }
        instance.close();
      }
      const [one, configured, ...others] = pids;
      expect(configured).toBe(one);
      expect(new Set(others).size).toBe(1);
      expect(others[0]).not.toBe(one);
    });
  });

  const ALL = ["fake_used", "fake_unused", "fake_used"];
  const [STACK, USED] = ['{"resource":{"fake_used":{}}}', ["fake_used", "fake_used"]];
  const UNUSED = '{"resources":[{"type":"fake_unused"}]}';

  it.each([
    ["a stack", STACK, "", 0, USED],
    ["a state, wherever it is kept", "{}", UNUSED, 0, ["fake_unused"]],
    ["a provider, for a state that nobody can read", "{}", '{"encrypted":"…"}', 0, ALL],
    ["a provider, for a state that Terraform does not say", "{}", "", 1, ALL],
    ["a provider, for a stack of modules", '{"module":{}}', "", 0, ALL],
    ["a provider, for a stack that is not written as JSON", "", "", 0, ALL],
    ["a stack, whose state is known", STACK, UNUSED, 0, USED, ""],
  ])("is told of the types of %s", async (name, json, pulled, exitCode, types, known = undefined) => {
    const { stack, terraform } = stackWith(name.replaceAll(/\W+/g, "-"), { pulled, exitCode });
    if (json === "") rmSync(join(stack, "cdk.tf.json"));
    else writeFileSync(join(stack, "cdk.tf.json"), json);
    await terraform.keepingProviders(async (kept) => {
      expect(linesOf(join(stack, "runs"))).toEqual(known === undefined ? ["state pull"] : []);
      const instance = new Instance(await calledBy(kept, stack));
      const { body } = await instance.call("GetSchema");
      expect(body.toString("latin1").match(/fake_\w+/g)).toEqual(types);
      instance.close();
    }, known);
  });

  testWithProc("leaves no provider where it is stopped before Terraform has told its state", async () => {
    const stopped = new AbortController();
    const { stack, terraform } = stackWith("stopped", { signal: stopped.signal, pull: "exec sleep 60" });
    const kept = terraform.keepingProviders(async () => "kept");
    await until(() => existsSync(join(stack, "providers")), "the provider");
    stopped.abort(new Error("stopped"));
    await expect(kept).rejects.toThrow("stopped");
    expect(runningIn(stack)).toEqual([]);
  });

  it.each([
    ["in a folder that stays", { isThrownAway: false }],
    ["that a user has told of one that runs", { env: { [REATTACH]: "{}" } }],
    ["whose provider speaks another protocol", { provider: "echo '1|6|unix|/nowhere|grpc|'" }],
    ["whose provider ends at once", { provider: "exit 1" }],
  ])("is not made of one %s", async (name, behaviour) => {
    const { stack, terraform } = stackWith(name.replaceAll(" ", "-"), behaviour);
    expect(await terraform.keepingProviders(async (kept) => kept === terraform)).toBe(true);
    expect(linesOf(join(stack, "providers"))).toEqual("provider" in behaviour ? ["started"] : []);
  });
});
