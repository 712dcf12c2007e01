import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { Testing } from "cdktf";
import type { Link } from "../../config/link";
import { handOffPage } from "../../stacks/hand-off/hand-off-page";
import { LinkStack } from "../../stacks/link-stack";
import { existingPartsOf } from "../../stacks/parts/existing-parts-of";
import { describeWith, TERRAFORM_ONLY } from "../../testing/deployment/required-programs";
import { temporaryFolder, terraformEnvironment } from "../../testing/deployment/temporary-folder";
import { DEMANDS, ENCRYPTED_OUTPUTS } from "../../testing/links/demanded-link";
import { EVERY_AUTH_MODE, linkWith, TARGETS } from "../../testing/links/links";
import { LINKS_OF_PARTS } from "../../testing/links/links-of-parts";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { findTerraform } from "../../tools/lib/terraform/terraform";

const EVERY_OPTION = {
  queryRole: { path: "/links/", permissionsBoundaryArn: "arn:aws:iam::111111111111:policy/boundary" },
  dataRole: { path: "/links/", permissionsBoundaryArn: "arn:aws:iam::222222222222:policy/boundary" },
  trust: { mode: "account", mutual: true, externalId: "x1", bindToFunction: false },
  permissions: { mode: "managed" },
  function: { reservedConcurrency: 2, architecture: "x86_64", runtime: "nodejs22.x" },
  tags: { team: "data" },
};

const LINKS: Readonly<Record<string, Link>> = {
  ...Object.fromEntries(EVERY_AUTH_MODE.map((auth) => [auth, linkWith({ target: TARGETS[auth] })])),
  "every option at once": linkWith(EVERY_OPTION),
  "every demand at once": linkWith({ ...ENCRYPTED_OUTPUTS, function: DEMANDS }),
  "parts of others": linkWith(LINKS_OF_PARTS["nothing but one policy, with buckets"]),
};
/** Folder of the module that is no stack. */
const HAND_OFF = "hand-off";

const NAMES = Object.keys(LINKS);

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string };
}

/** Each stack is a module of one configuration: Terraform starts its provider once for all of them. */
describeWith(TERRAFORM_ONLY, "terraform validate accepts", () => {
  const folder = temporaryFolder();
  const moduleOf = (name: string) => `link-${NAMES.indexOf(name)}`;
  let diagnostics: readonly Diagnostic[];
  let formatted: string;

  /** Writes a link's stack as a module; returns its backend, which Terraform reads in the root module alone. */
  function writeModule(name: string): unknown {
    const output = Testing.fullSynth(new LinkStack(Testing.app(), LINKS[name] ?? linkWith({})));
    const { stacks } = JSON.parse(readFileSync(join(output, "manifest.json"), "utf8"));
    const [stack] = Object.values<{ workingDirectory: string }>(stacks);
    cpSync(join(output, stack?.workingDirectory ?? ""), join(folder, moduleOf(name)), { recursive: true });
    return JSON.parse(readFileSync(join(folder, moduleOf(name), "cdk.tf.json"), "utf8")).terraform.backend;
  }

  /** What a hand-off gives to the owners of the other parts, as a module of theirs. */
  function writeHandOff(): void {
    const link = LINKS["parts of others"] ?? linkWith();
    const page = handOffPage(link, existingPartsOf(link) ?? {});
    const hcl = [...page.matchAll(/^```hcl\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
    expect(hcl).toHaveLength(5);
    mkdirSync(join(folder, HAND_OFF));
    writeFileSync(join(folder, HAND_OFF, "main.tf"), hcl.join("\n"));
  }

  beforeAll(async () => {
    writeHandOff();
    const [backend, ...others] = NAMES.map(writeModule);
    expect(others).toEqual(others.map(() => backend));
    const modules = [...NAMES.map(moduleOf), HAND_OFF].map((name) => [name, { source: `./${name}` }]);
    const root = { terraform: { backend }, module: Object.fromEntries(modules) };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(root));
    const terraform = (...args: string[]) =>
      runGuarded(findTerraform(), args, { cwd: folder, env: terraformEnvironment(folder) });
    const init = await terraform("init", "-no-color", "-input=false");
    expect({ exitCode: init.exitCode, stderr: init.stderr }).toEqual({ exitCode: 0, stderr: "" });
    formatted = (await terraform("fmt", "-check", "-no-color", HAND_OFF)).stdout;
    ({ diagnostics } = JSON.parse((await terraform("validate", "-json")).stdout));
  });

  /** Module that a diagnostic is about; one that names no file is about all of them. */
  const placeOf = ({ range }: Diagnostic) =>
    range === undefined ? undefined : relative(folder, join(folder, range.filename)).split(sep)[0];

  it.each(NAMES)("%s", (name) => {
    const places = [moduleOf(name), "main.tf.json", undefined];
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.filter((error) => places.includes(placeOf(error)))).toEqual([]);
  });

  it("what a hand-off gives to the owners of other parts, written as Terraform writes it", () => {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.filter((error) => placeOf(error) === HAND_OFF)).toEqual([]);
    expect(formatted).toBe("");
  });

  it("looks into every one of them", () => {
    const ignored = diagnostics.filter(({ summary }) => summary === "Backend configuration ignored");
    expect(ignored.map(placeOf).sort()).toEqual(NAMES.map(moduleOf).sort());
  });
});
