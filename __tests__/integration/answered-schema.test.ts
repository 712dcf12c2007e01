import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { withAnsweredSchema } from "../../tools/lib/provider/answered-schema";
import { EMPTY_ANSWER, ProviderConnection } from "../../tools/lib/provider/provider-calls";
import { Terraform } from "../../tools/lib/terraform/terraform";

const FAKE = join(__dirname, "../../testing/processes/fake-provider.cjs");
const PLACE = ".terraform/providers/registry.example/somebody/fake/1.0.0";
const ADDRESS = "registry.example/somebody/fake";

const folder = temporaryFolder();

/** A stack for which this program was installed as its provider. */
function stackWith(name: string, program?: string): string {
  const stack = join(folder, name);
  mkdirSync(join(stack, PLACE), { recursive: true });
  const installed = join(folder, `${name}-installed`);
  mkdirSync(installed);
  symlinkSync(installed, join(stack, PLACE, "linux"));
  const file = join(installed, "terraform-provider-fake");
  if (program === undefined) cpSync(FAKE, file);
  else writeFileSync(file, program, { mode: 0o755 });
  return stack;
}

/** What Terraform is told, and what it gets when it calls. */
async function told(stack: string, calls: readonly string[]) {
  let socket = "";
  const answers = await withAnsweredSchema(
    stack,
    (type) => type === "fake_used",
    {},
    async (env) => {
      const reattach = JSON.parse(env.TF_REATTACH_PROVIDERS ?? "{}");
      const { Addr: address, Pid: pid, ...rest } = reattach[ADDRESS];
      socket = address.String;
      expect({ addresses: Object.keys(reattach), ...rest, network: address.Network, pid }).toEqual({
        addresses: [ADDRESS],
        Protocol: "grpc",
        ProtocolVersion: 5,
        // One that is not Terraform's to kill: the process is this one.
        Test: true,
        network: "unix",
        pid: process.pid,
      });
      const connection = new ProviderConnection(socket);
      try {
        const signal = new AbortController().signal;
        return await Promise.all(calls.map((call) => connection.call(call, EMPTY_ANSWER.body, signal)));
      } finally {
        connection.close();
      }
    },
  );
  expect(existsSync(socket)).toBe(false);
  return answers;
}

describe("a Terraform that asks its provider for the schema alone", () => {
  it("is told of the types that are used, and gets nothing else of the provider", async () => {
    const calls = ["GetSchema", "Configure", "PrepareProviderConfig", "ReadResource", "Stop"];
    const answers = await told(
      stackWith("one"),
      calls.map((call) => `/tfplugin5.Provider/${call}`),
    );
    const [schema] = answers;
    expect(schema?.body.readUInt32BE(1)).toBe((schema?.body.length ?? 0) - 5);
    expect(schema?.body.toString("latin1").match(/fake_\w+/g)).toEqual(["fake_used", "fake_used"]);
    expect(answers.map(({ status }) => status)).toEqual(["0", "12", "12", "12", "0"]);
  });

  it.each([
    ["speaks another protocol", "#!/bin/sh\necho '1|6|unix|/nowhere|grpc|'\n", "the provider said 1|6|unix"],
    ["ends at once", "#!/bin/sh\nexit 1\n", "the provider ended before"],
  ])("is told why there is none of a provider that %s", async (name, program, why) => {
    const [answer] = await told(stackWith(name, program), ["/tfplugin5.Provider/GetSchema"]);
    expect(answer?.status).toBe("14");
    expect(answer?.message).toContain(why);
  });

  it("is not started for a stack with two providers", async () => {
    const stack = stackWith("two");
    mkdirSync(join(stack, ".terraform/providers/registry.example/somebody/other"));
    await expect(told(stack, [])).rejects.toThrow("holds others too, expected one provider");
  });
});

/** A Terraform that notes whether it was told of a provider that runs, and then refuses that, or not. */
function noting(stack: string, { refuses = false, isThrownAway = true }) {
  const program = join(stack, "terraform");
  const ending = refuses ? "[ $told = own ]" : "true";
  const script = `#!/bin/sh\ntold=\${TF_REATTACH_PROVIDERS:+answered}\ntold=\${told:-own}\necho $told >> runs\necho {}\n${ending}\n`;
  writeFileSync(program, script, { mode: 0o755 });
  writeFileSync(join(stack, "cdk.tf.json"), "{}");
  const state = strToU8('{"version":4,"resources":[]}');
  writeFileSync(join(stack, "a.tfplan"), zipSync({ tfstate: state, "tfstate-prev": state }));
  return new Terraform(program, { cwd: stack, isThrownAway });
}

describe("a plan is shown", () => {
  it.each([
    ["with the schema of its own types", "answered", {}, ["answered"]],
    ["by Terraform alone where that refuses it", "refused", { refuses: true }, ["answered", "own"]],
    ["by Terraform alone in a folder that stays", "kept", { isThrownAway: false }, ["own"]],
  ])("%s", async (_, name, behaviour, runs) => {
    const stack = stackWith(name);
    expect(await noting(stack, behaviour).showJson("a.tfplan")).toBe("{}\n");
    expect(readFileSync(join(stack, "runs"), "utf8").trim().split("\n")).toEqual(runs);
  });
});
