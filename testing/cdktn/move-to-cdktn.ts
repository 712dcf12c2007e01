import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { nodeBinaries } from "../node-versions/node-binaries";

/**
 * `npm run cdktn`: the move to CDK Terrain of docs/cdktn.md in a temporary copy, and whether it would deploy the same. The
 * copy is removed. Exit code 0: the same; 1: not; npm's or cdktn's own when they fail.
 */

/** Packages by what takes their place; `undefined`: nothing does. */
const PACKAGES: Readonly<Record<string, readonly [name: string, version: string] | undefined>> = {
  cdktf: ["cdktn", "0.24.0"],
  "cdktf-cli": ["cdktn-cli", "0.24.0"],
  "@cdktf/provider-aws": ["@cdktn/provider-aws", "25.7.0"],
  constructs: ["constructs", "10.7.2"],
  // cdktn's command line needs no terminal module.
  "@cdktf/node-pty-prebuilt-multiarch": undefined,
};

/** What Terraform makes resources of. */
const SECTIONS = ["resource", "data", "provider", "output"] as const;

type Dependencies = Readonly<Record<string, unknown>>;

function movedDependencies(dependencies: Dependencies): Dependencies {
  const moved = Object.entries(dependencies).flatMap(([name, version]) => {
    if (!Object.hasOwn(PACKAGES, name)) return [[name, version] as const];
    const successor = PACKAGES[name];
    return successor === undefined ? [] : [successor];
  });
  return Object.fromEntries(moved);
}

function movedPackage(text: string): string {
  const { dependencies, devDependencies, overrides, scripts, ...others } = JSON.parse(text);
  const moved = {
    ...others,
    dependencies: movedDependencies(dependencies),
    devDependencies: movedDependencies(devDependencies),
    overrides: movedDependencies(overrides),
    scripts: Object.fromEntries(
      Object.entries<string>(scripts).map(([name, script]) => [
        name,
        script.replace(/\bcdktf (?=synth|diff|deploy|destroy)/, "cdktn "),
      ]),
    ),
  };
  return `${JSON.stringify(moved, null, 2)}\n`;
}

/** The sources with the imports of the new packages. */
function movedSource(text: string): string {
  return text
    .replaceAll('"@cdktf/provider-aws', '"@cdktn/provider-aws')
    .replaceAll(/"cdktf(?=["/])/g, '"cdktn');
}

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(file, "utf8");
  const changed = change(text);
  if (changed !== text) writeFileSync(file, changed);
}

const available = nodeBinaries();
const node = available.binaries?.at(-1);
if (node === undefined) throw new Error("reason" in available ? available.reason : "no Node.js");
const env = {
  ...process.env,
  PATH: [dirname(node.file), process.env.PATH].join(delimiter),
  CHECKPOINT_DISABLE: "1",
};
const folder = mkdtempSync(join(tmpdir(), "cdktn-"));
try {
  const project = join(folder, "project");
  const files = execFileSync("git", ["ls-files"], { cwd: PROJECT_ROOT, encoding: "utf8" }).trim().split("\n");
  for (const file of files) cpSync(join(PROJECT_ROOT, file), join(project, file));
  const run = (...[program = "", ...args]: string[]) =>
    execFileSync(program, args, { cwd: project, env, stdio: ["ignore", "inherit", "inherit"] });
  const stacks = () => {
    const manifest = JSON.parse(readFileSync(join(project, "cdktf.out/manifest.json"), "utf8"));
    return Object.keys(manifest.stacks).map((name) => {
      const text = readFileSync(join(project, "cdktf.out/stacks", name, "cdk.tf.json"), "utf8");
      const json: Readonly<Record<string, unknown>> = JSON.parse(text);
      return { name, sections: SECTIONS.map((section) => [section, json[section]] as const) };
    });
  };
  cpSync(join(PROJECT_ROOT, "node_modules"), join(project, "node_modules"), { recursive: true });
  run(node.file, "synth/synth.cjs");
  const before = stacks();
  for (const file of files.filter((name) => name.endsWith(".ts"))) edit(join(project, file), movedSource);
  edit(join(project, "package.json"), movedPackage);
  // The lock file stays, so that nothing else becomes another version: the function's archive is part of the comparison.
  run("npm", "install");
  run("npm", "run", "synth");
  const after = stacks();
  const differing = before.flatMap(({ name, sections }, index) =>
    sections
      .filter(([, value], at) => !isDeepStrictEqual(value, after[index]?.sections[at]?.[1]))
      .map(([section]) => `${name}: ${section}`),
  );
  if (before.length !== after.length || differing.length > 0) {
    console.error(`differs after the move: ${differing.join(", ")}`);
    process.exitCode = 1;
  } else {
    console.log(
      `${SECTIONS.join(", ")} of ${before.map(({ name }) => name).join(", ")}: the same after the move`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
