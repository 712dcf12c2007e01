import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { EMPTY_ANSWER, ProviderConnection } from "../../tools/lib/provider/provider-calls";
import { Terraform } from "../../tools/lib/terraform/terraform";

const FAKE = join(__dirname, "../../testing/processes/fake-provider.cjs");
const PLACE = ".terraform/providers/registry.example/somebody/fake/1.0.0";
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
  { provider = `exec '${FAKE}'`, backend = "local", pulled = "", env = {}, isThrownAway = true } = {},
) {
  const stack = join(folder, name);
  const installed = join(folder, `${name}-installed`);
  mkdirSync(join(stack, PLACE), { recursive: true });
  mkdirSync(installed);
  symlinkSync(installed, join(stack, PLACE, "linux"));
  program(join(installed, "terraform-provider-fake"), `echo started >> '${stack}/providers'\n${provider}`);
  writeFileSync(
    join(stack, ".terraform/terraform.tfstate"),
    JSON.stringify({ backend: { type: backend, config: {} } }),
  );
  writeFileSync(join(stack, "cdk.tf.json"), "{}");
  const binary = program(join(stack, "terraform"), `echo "$@" >> runs\nprintf '%s' '${pulled}'`);
  const terraform = new Terraform(binary, { cwd: stack, env: { ...process.env, ...env }, isThrownAway });
  return { stack, terraform };
}

const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []);

/** Where the Terraform that keeps providers would call; `undefined` where it would start one. */
async function calledBy(terraform: Terraform, stack: string): Promise<string | undefined> {
  program(join(stack, "terraform"), `printf '%s' "$${REATTACH}"`);
  const said = await terraform.showJson("a.tfplan");
  return said === ""
    ? undefined
    : Object.values<{ Addr: { String: string } }>(JSON.parse(said))[0]?.Addr.String;
}

/** One instance of a provider, as Terraform has it. */
class Instance {
  private readonly connection: ProviderConnection;

  constructor(socket: string) {
    this.connection = new ProviderConnection(socket);
  }

  call(method: string, body = "") {
    return this.connection.call(`/tfplugin5.Provider/${method}`, Buffer.from(body), notGivenUp());
  }

  /** Which process answers. */
  async pid(method: string, body = ""): Promise<number> {
    return JSON.parse((await this.call(method, body)).body.toString("utf8")).pid;
  }

  close(): void {
    this.connection.close();
  }
}

describe("a Terraform that keeps its providers", () => {
  it("has a process for each configured instance, the same one in the next run, and none afterwards", async () => {
    const { stack, terraform } = stackWith("kept");
    const pids = await terraform.keepingProviders(async (kept) => {
      const socket = (await calledBy(kept, stack)) ?? "";
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

  it("never has another configuration in a process that has one", async () => {
    const { stack, terraform } = stackWith("configured");
    await terraform.keepingProviders(async (kept) => {
      const instance = new Instance((await calledBy(kept, stack)) ?? "");
      const pid = await instance.pid("Configure", "lambda account");
      expect(await instance.pid("Configure", "lambda account")).toBe(pid);
      expect(await instance.call("Configure", "redshift account")).toMatchObject({ status: "12" });
      instance.close();
    });
  });

  it("starts another process in the place of one that has ended", async () => {
    const { stack, terraform } = stackWith("ended");
    await terraform.keepingProviders(async (kept) => {
      const socket = (await calledBy(kept, stack)) ?? "";
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

  it.each([
    ["stack", "local", '{"resource":{"fake_used":{}}}', "", "", ["fake_used", "fake_used"], []],
    ["state in its folder", "local", "{}", '{"resources":[{"type":"fake_unused"}]}', "", ["fake_unused"], []],
    [
      "state elsewhere",
      "s3",
      "{}",
      "",
      '{"resources":[{"type":"fake_unused"}]}',
      ["fake_unused"],
      ["state pull"],
    ],
    [
      "state that nobody can read",
      "s3",
      "{}",
      "",
      '{"encrypted":"…"}',
      ["fake_used", "fake_unused", "fake_used"],
      ["state pull"],
    ],
    ["stack with modules", "local", '{"module":{}}', "", "", ["fake_used", "fake_unused", "fake_used"], []],
  ])("is told of the types of a %s", async (name, backend, json, state, pulled, types, runs) => {
    const { stack, terraform } = stackWith(name.replaceAll(" ", "-"), { backend, pulled });
    writeFileSync(join(stack, "cdk.tf.json"), json);
    if (state !== "") writeFileSync(join(stack, "terraform.tfstate"), state);
    await terraform.keepingProviders(async (kept) => {
      expect(linesOf(join(stack, "runs"))).toEqual(runs);
      const instance = new Instance((await calledBy(kept, stack)) ?? "");
      const { body } = await instance.call("GetSchema");
      expect(body.toString("latin1").match(/fake_\w+/g)).toEqual(types);
      instance.close();
    });
  });

  it("has the whole schema where a stack cannot be read", async () => {
    const { stack, terraform } = stackWith("unreadable");
    rmSync(join(stack, "cdk.tf.json"));
    await terraform.keepingProviders(async (kept) => {
      const instance = new Instance((await calledBy(kept, stack)) ?? "");
      expect((await instance.call("GetSchema")).body.toString("latin1").match(/fake_\w+/g)).toHaveLength(3);
      instance.close();
    });
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
