import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJson } from "../../../aws/json";

/** One stack as the manifest of a synthesized output lists it. */
interface ListedStack {
  readonly name: string;
  /** Its `cdk.tf.json`. */
  readonly file: string;
}

/** What a synth writes into a stack's folder, and what `terraform init`, `plan` and `apply` leave there. */
const STACK_FOLDER = [
  ...["cdk.tf.json", "metadata.json", "assets"],
  ...[".terraform", ".terraform.lock.hcl", ".terraform.tfstate.lock.info"],
  ...["terraform.tfstate", "terraform.tfstate.backup", "crash.log"],
];

/** Plans, and what people keep of them. Terraform tells its own kinds of files by what stands before `.json`, so that is listed too. */
const KEPT_FILES =
  /^[\w-]+(?:\.(?:tfplan|plan|show|review|drift|state))*\.(?:tfplan|plan|bin|json|txt|log|md|sarif)$|^plan$/;

/** Where Terraform notes the workspace that was selected. */
const WORKSPACE = ".terraform/environment";

/** cdktf's word for annotations that are errors, in a manifest. */
const ERROR_LEVEL = "@cdktf/error";

const STACK_NAME = /^[\w-]+$/;

/**
 * The stacks of a synthesized output. Terraform takes the whole folder it runs in and knows no manifest, so whatever stands
 * there beside what the manifest says is a problem: other configuration, a folder that is not listed, a list that leads
 * elsewhere.
 *
 * @param manifest content of `manifest.json`
 * @returns the stacks, and in words what stands there and should not
 */
export function listedStacks(
  folder: string,
  manifest: unknown,
): { readonly stacks: readonly ListedStack[]; readonly problems: readonly string[] } {
  const listed = isJson(manifest) && isJson(manifest.stacks) ? Object.entries(manifest.stacks) : [];
  const folders = existsSync(join(folder, "stacks")) ? readdirSync(join(folder, "stacks")) : [];
  const known = listed.map(([name]) => name);
  return {
    stacks: listed.map(([name]) => ({ name, file: join(folder, "stacks", name, "cdk.tf.json") })),
    problems: [
      ...listed.flatMap(([name, stack]) => entryProblems(name, stack)),
      ...symbolicLinks(folder, [
        "manifest.json",
        "stacks",
        ...folders.flatMap((name) => [`stacks/${name}`, ...stackFiles(folder, name)]),
      ]),
      ...folders
        .filter((name) => !known.includes(name))
        .map((name) => `stacks/${name} is not in manifest.json, and Terraform would run it`),
      ...known.filter((name) => folders.includes(name)).flatMap((name) => fileProblems(folder, name)),
    ],
  };
}

/**
 * What the last synth said that was refused, which leaves the stacks of the one before it.
 *
 * @param manifest content of `manifest.json`
 * @returns absent when it was not refused
 */
export function refusalIn(manifest: unknown): string | undefined {
  const stacks = isJson(manifest) && isJson(manifest.stacks) ? Object.values(manifest.stacks) : [];
  const told = stacks.flatMap((stack) =>
    isJson(stack) && Array.isArray(stack.annotations) ? stack.annotations : [],
  );
  const refused = told.filter((each) => isJson(each) && each.level === ERROR_LEVEL);
  return refused.length === 0 ? undefined : refused.map(({ message }) => String(message)).join("\n");
}

function stackFiles(folder: string, name: string): readonly string[] {
  const path = join(folder, "stacks", name);
  if (!existsSync(path) || !lstatSync(path).isDirectory()) return [];
  return readdirSync(path).map((file) => `stacks/${name}/${file}`);
}

/** From a folder that is elsewhere, relative paths lead elsewhere: that of a state, and of an archive. */
function symbolicLinks(folder: string, paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false })?.isSymbolicLink())
    .map((path) => `${path} is a symbolic link, which no synth writes`);
}

function entryProblems(key: string, stack: unknown): readonly string[] {
  if (!STACK_NAME.test(key)) return [`manifest.json names a stack ${JSON.stringify(key)}`];
  const { name, synthesizedStackPath, workingDirectory } = isJson(stack) ? stack : {};
  const expected: readonly (readonly [what: string, value: unknown, expected: string])[] = [
    ["name", name, key],
    ["synthesizedStackPath", synthesizedStackPath, `stacks/${key}/cdk.tf.json`],
    ["workingDirectory", workingDirectory ?? `stacks/${key}`, `stacks/${key}`],
  ];
  return expected
    .filter(([, value, wanted]) => value !== wanted)
    .map(
      ([what, value, wanted]) =>
        `${what} of stack ${key} in manifest.json is ${JSON.stringify(value)}, expected ${wanted}`,
    );
}

function fileProblems(folder: string, name: string): readonly string[] {
  const workspace = join(folder, "stacks", name, WORKSPACE);
  const isUsual = !existsSync(workspace) || ["", "default"].includes(readFileSync(workspace, "utf8").trim());
  return [
    ...readdirSync(join(folder, "stacks", name))
      .filter((file) => !STACK_FOLDER.includes(file) && !KEPT_FILES.test(file))
      .map((file) => `stacks/${name}/${file} is not what the synth writes, and Terraform may read it`),
    ...(isUsual ? [] : [`stacks/${name}/${WORKSPACE} selects a workspace, which has a state of its own`]),
  ];
}
