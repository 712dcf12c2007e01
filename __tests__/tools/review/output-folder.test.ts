import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stackWith } from "../../../testing/tools/reviewed-stack";
import { reviewInputs } from "../../../tools/review/judge/review-inputs";
import { readSynthesized } from "../../../tools/review/read/read-input";

const ENTRY = {
  name: "analytics",
  synthesizedStackPath: "stacks/analytics/cdk.tf.json",
  workingDirectory: "stacks/analytics",
};
const STACK = JSON.stringify(stackWith({}));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "output-"));
  write("stacks/analytics/cdk.tf.json", STACK);
  write("stacks/analytics/metadata.json", "{}");
  write("manifest.json", JSON.stringify({ stacks: { analytics: ENTRY } }));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

test("what a refused synth left is not reviewed, and the refusal is told", () => {
  const annotations = [
    { level: "@cdktf/warn", message: "a warning" },
    { level: "@cdktf/error", message: "links.yaml has 1 problem:\n  links.yaml:3:5 name: is empty" },
  ];
  const stacks = { analytics: { ...ENTRY, annotations } };
  write("manifest.json", JSON.stringify({ stacks }));
  expect(() => readSynthesized(folder)).toThrow(
    /^the last synth into \S+ was refused, so nothing there is of these sources; correct what it said, and run npm run synth:\nlinks\.yaml has 1 problem:\n {2}links\.yaml:3:5 name: is empty$/,
  );
  const warned = { analytics: { ...ENTRY, annotations: annotations.slice(0, 1) } };
  write("manifest.json", JSON.stringify({ stacks: warned }));
  expect(readSynthesized(folder)).toHaveLength(1);
});

test.each([
  [undefined, "so links.yaml is not synthesized there; run npm run synth first"],
  ["", "so links.yaml is not synthesized there; run npm run synth first"],
  [
    "prod/links.yaml",
    "so prod/links.yaml is not synthesized there; run LINKS_FILE=prod/links.yaml npm run synth first",
  ],
])(
  "where nothing is synthesized, the links file is named and how that is done (LINKS_FILE %s)",
  (named, advice) => {
    const { LINKS_FILE: before, ...env } = process.env;
    process.env = named === undefined ? env : { ...env, LINKS_FILE: named };
    try {
      rmSync(join(folder, "manifest.json"));
      expect(() => readSynthesized(folder)).toThrow(
        `holds no manifest.json, ${advice}, or pass --plan plan.json`,
      );
    } finally {
      process.env = before === undefined ? env : { ...env, LINKS_FILE: before };
    }
  },
);

test("what a synth writes, and what Terraform leaves there, is read", () => {
  for (const file of [
    ".terraform/a",
    ".terraform.lock.hcl",
    "plan.tfplan",
    "plan.json",
    "terraform.tfstate",
  ]) {
    write(`stacks/analytics/${file}`, "");
  }
  expect(readSynthesized(folder).map(({ name }) => name)).toEqual(["analytics"]);
});

test.each([
  "more.tf",
  "more.tf.json",
  "override.tf",
  "cdk_override.tf.json",
  "more.tofu",
  "more.tofu.json",
  "terraform.tfvars",
  "a.auto.tfvars.json",
  "a.tftest.hcl",
  ".terraformrc",
  ".tfcomponent.json",
  "a.tfcomponent.json",
  "a.next-year.json",
  "terraform.tfstate.d/a",
  "main.tf.json/a",
])("a file that Terraform may read beside the stack: %s", (file) => {
  write(`stacks/analytics/${file}`, "");
  expect(() => readSynthesized(folder)).toThrow(
    `stacks/analytics/${file.split("/")[0]} is not what the synth writes`,
  );
});

test.each<[string, object, string]>([
  [
    "another path",
    { ...ENTRY, synthesizedStackPath: "elsewhere/cdk.tf.json" },
    "synthesizedStackPath of stack",
  ],
  [
    "a path upwards",
    { ...ENTRY, synthesizedStackPath: "stacks/../a/cdk.tf.json" },
    "synthesizedStackPath of stack",
  ],
  ["another folder", { ...ENTRY, workingDirectory: "stacks/other" }, "workingDirectory of stack"],
  ["another name", { ...ENTRY, name: "other" }, "name of stack"],
])("a manifest that leads elsewhere: %s", (_, entry, message) => {
  write("manifest.json", JSON.stringify({ stacks: { analytics: entry } }));
  expect(() => readSynthesized(folder)).toThrow(message);
});

test("a workspace that was selected", () => {
  write("stacks/analytics/.terraform/environment", "default");
  expect(readSynthesized(folder).map(({ name }) => name)).toEqual(["analytics"]);
  write("stacks/analytics/.terraform/environment", "other");
  expect(() => readSynthesized(folder)).toThrow("selects a workspace");
});

test("bytes that are no text", () => {
  writeFileSync(
    join(folder, "stacks/analytics/cdk.tf.json"),
    Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  );
  expect(() => readSynthesized(folder)).toThrow("cannot be read as JSON");
});

test("two stacks with one state", async () => {
  const input = (name: string, link: object) =>
    ({ name, file: `${name}.json`, text: "", origin: "synth", json: stackWith(link) }) as const;
  const backend = (key: string) => ({ backend: { type: "s3", bucket: "states", region: "eu-west-1", key } });
  const shared = async (key: string) => {
    const inputs = [input("analytics", backend("a")), input("other", { name: "other", ...backend(key) })];
    const { stacks } = await reviewInputs(inputs, undefined);
    return stacks.flatMap(({ findings }) => findings.map(({ rule, message }) => `${rule}: ${message}`));
  };
  expect(await shared("b")).toEqual([]);
  expect(await shared("a")).toEqual([
    "mismatched-part: analytics keeps its state where other does",
    "mismatched-part: other keeps its state where analytics does",
  ]);
});

test.each<[string, object, object, string[]]>([
  ["a state, said in other words", { encrypt: "true" }, {}, ["analytics keeps its state where other does"]],
  ["a state by another profile", { profile: "a" }, {}, ["analytics keeps its state where other does"]],
  ["another's lock file", { key: "b.tflock" }, { key: "b" }, ["analytics keeps its state where other does"]],
])("two stacks with %s", async (_, one, two, found) => {
  const state = (name: string, changes: object) => {
    const json = stackWith({
      name,
      backend: { type: "s3", bucket: "states", region: "eu-west-1", key: "a" },
    });
    const s3 = { bucket: "states", region: "eu-west-1", key: "a", encrypt: true, use_lockfile: true };
    const terraform = { ...(json.terraform as object), backend: { s3: { ...s3, ...changes } } };
    return { name, file: "", text: "", origin: "synth", json: { ...json, terraform } } as const;
  };
  const { stacks } = await reviewInputs([state("analytics", one), state("other", two)], undefined);
  expect(stacks[0]?.findings.map(({ message }) => message)).toEqual(found);
  expect(stacks[1]?.findings.map(({ rule }) => rule)).toEqual(["mismatched-part"]);
});

test("two stacks with one parameter", async () => {
  const input = (name: string, path: string) =>
    ({ name, file: "", text: "", origin: "synth", json: stackWith({ name, ssmOutputs: { path } }) }) as const;
  const shared = async (path: string) => {
    const inputs = [input("analytics", "/links/analytics"), input("other", path)];
    const { stacks } = await reviewInputs(inputs, undefined);
    return stacks.map(({ findings }) => findings.map(({ address, message }) => `${address}: ${message}`));
  };
  expect(await shared("/links/other")).toEqual([[], []]);
  const outputs = ["data_role_arn", "query_function_arn", "query_function_name", "query_role_arn"];
  const told = (stack: string, other: string) =>
    outputs.map(
      (output) =>
        `aws_ssm_parameter.${output}: ${stack} writes parameter /links/analytics/${output.replaceAll("_", "-")}, as ${other} does`,
    );
  const found = await shared("/links/analytics");
  expect(found.map((messages) => [...messages].sort())).toEqual([
    told("analytics", "other"),
    told("other", "analytics"),
  ]);
});

test("two stacks with one role, or one function", async () => {
  const input = (name: string, link: object) =>
    ({ name, file: "", text: "", origin: "synth", json: stackWith({ name, ...link }) }) as const;
  const shared = async (link: object) => {
    const { stacks } = await reviewInputs([input("analytics", {}), input("other", link)], undefined);
    return stacks.map(({ findings }) => findings.map(({ rule, message }) => `${rule}: ${message}`));
  };
  expect(await shared({})).toEqual([[], []]);
  const role = (stack: string, name: string, other: string) =>
    `mismatched-part: ${stack} makes role ${name} in account 222222222222, as ${other} does`;
  expect(await shared({ dataRole: { name: "Analytics-Data" } })).toEqual([
    [role("analytics", "analytics-data", "other")],
    [role("other", "Analytics-Data", "analytics")],
  ]);
  expect(await shared({ function: { name: "analytics-query" } })).toEqual([
    ["mismatched-part: analytics makes function analytics-query, as other does"],
    ["mismatched-part: other makes function analytics-query, as analytics does"],
  ]);
});

test.each(["stacks", "stacks/analytics", "stacks/analytics/cdk.tf.json", "manifest.json"])(
  "a symbolic link in the place of %s",
  (path) => {
    renameSync(join(folder, path), join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), join(folder, path));
    expect(() => readSynthesized(folder)).toThrow(`${path} is a symbolic link, which no synth writes`);
  },
);

test("a folder that the manifest leaves out", () => {
  write("stacks/more/cdk.tf.json", STACK);
  expect(() => readSynthesized(folder)).toThrow("stacks/more is not in manifest.json");
});

test.each([
  ["the manifest", "manifest.json", `{"stacks":{"analytics":${JSON.stringify(ENTRY)},"analytics":{}}}`],
  ["the stack", "stacks/analytics/cdk.tf.json", STACK.replace('"resource":', '"resource":{},"resource":')],
])("a name that stands twice in %s", (_, file, text) => {
  write(file, text);
  expect(() => readSynthesized(folder)).toThrow("stands twice in one object");
});
