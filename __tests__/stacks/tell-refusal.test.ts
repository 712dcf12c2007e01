import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { compiledOnce } from "../../testing/processes/command";

const folder = temporaryFolder();
const ROOT = join(__dirname, "../..");
const MESSAGE = "links.yaml has 1 problem:\n  links.yaml:1:1 links: is empty";

/** Refuses in a process of its own, which says with which code listeners hear it end. */
function refused(env: Readonly<Record<string, string>>) {
  const script = `process.on("exit", (code) => console.log("heard " + code));
    require("./stacks/tell-refusal.ts").tellRefusal(${JSON.stringify(MESSAGE)});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...compiledOnce("--eval"), script], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

const UNDER_CDKTF = { CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "true" };

test("alone, a refusal is told on standard error", () => {
  const output = join(folder, "none");
  expect(refused({ CDKTF_OUTDIR: output })).toEqual({
    status: 1,
    stdout: "heard 1\n",
    stderr: `${MESSAGE}\n`,
  });
  expect(existsSync(output)).toBe(false);
});

/** What cdktf reads after a refusal over this output: stacks, with the text of their annotations. */
function shown(output: string) {
  expect(refused({ ...UNDER_CDKTF, CDKTF_OUTDIR: output })).toEqual({
    status: 0,
    stdout: "heard 1\n",
    stderr: "",
  });
  const { stacks } = JSON.parse(readFileSync(join(output, "manifest.json"), "utf8"));
  return Object.values<Record<string, string>>(stacks).map((stack) => {
    const path = stack.synthesizedStackPath ?? "";
    const file = path.endsWith(".tf.json") ? path : (stack.stackMetadataPath ?? "");
    const content = JSON.parse(readFileSync(join(output, file), "utf8"));
    // cdktf reads both of every stack.
    expect([content["//"].metadata, content.terraform.required_providers]).toEqual([{}, {}]);
    return [stack.name, stack.annotations];
  });
}

const TOLD = [{ constructPath: "refused", level: "@cdktf/error", message: MESSAGE }];

test("under cdktf it is an error of the one stack that cdktf is shown", () => {
  expect(shown(join(folder, "new"))).toEqual([["refused", TOLD]]);
});

test("what was synthesized before stays in the manifest, since cdktf removes what is not", () => {
  const output = mkdtempSync(join(folder, "old-"));
  const stack = (name: string, ending: string, annotations: object[] = []) => ({
    name,
    synthesizedStackPath: `stacks/${name}/cdk.tf${ending}`,
    stackMetadataPath: `stacks/${name}/metadata.json`,
    annotations,
  });
  const stacks = {
    a: stack("a", ".json", [{ level: "@cdktf/error", message: "of before" }]),
    b: stack("b", ""),
    gone: stack("gone", ".json"),
  };
  writeFileSync(join(output, "manifest.json"), JSON.stringify({ version: "0.21.0", stacks }));
  for (const file of ["a/cdk.tf.json", "b/metadata.json"]) {
    mkdirSync(join(output, "stacks", file, ".."), { recursive: true });
    writeFileSync(
      join(output, "stacks", file),
      '{ "//": { "metadata": {} }, "terraform": { "required_providers": {} } }',
    );
  }
  expect(shown(output)).toEqual([
    ["a", TOLD],
    ["b", []],
  ]);
  // The next refusal replaces the former.
  expect(shown(output)[0]).toEqual(["a", TOLD]);
});
