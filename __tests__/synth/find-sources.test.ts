import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

const { findSources }: { findSources(root: string, entries: readonly string[]): string[] } =
  require("../../synth/find-sources.cjs");

/** The doors of `package.json`, and what `synth/synth.cjs` runs. */
const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(PROJECT_ROOT, "package.json"), "utf8"),
);
const doors = Object.values(scripts).flatMap((script) =>
  [...script.matchAll(/synth\/command\.cjs (\S+)/g)].map(([, door = ""]) => door),
);

/** Files of ours that esbuild follows from the entries. */
async function followedByEsbuild(root: string, entryPoints: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
    outdir: "out",
    write: false,
    bundle: true,
    packages: "external",
    platform: "node",
    metafile: true,
    logLevel: "silent",
  });
  return Object.keys(metafile.inputs).sort();
}

it("finds of every program of this project exactly the files that esbuild follows", async () => {
  const programs = ["stacks/preload.ts", "main.ts", ...doors];
  expect(doors).toContain("tools/review/review.ts");
  expect(findSources(PROJECT_ROOT, programs).sort()).toEqual(await followedByEsbuild(PROJECT_ROOT, programs));
});

it("follows every form of import that leaves something behind", async () => {
  const root = mkdtempSync(join(tmpdir(), "find-sources-"));
  const files = {
    "main.ts": `
      import { a } from "./a"; export const main = 1;
      import "./side-effect";
      import b = require("./b.cjs");
      import type { T } from "./types";
      import type * as all from "./types";
      export type { U } from './types'
      export { c, type V } from './folder';
      export * from "../outside";
      const later = () => import("./later"), data = require("./data.json");
      console.log(a, b, later, data, "left alone: package", require("package"));
    `,
    "a.ts": `import { main } from "./main"; export const a = () => main;`,
    "side-effect.ts": "export {};",
    "b.cjs": `module.exports = require("./of-b");`,
    "of-b.js": "",
    "types.ts": "export type T = 1; export type U = 2;",
    "folder/index.ts": `export const c = 1; export type V = 3; import "../of-folder.ts";`,
    "of-folder.ts": "export {};",
    "later.ts": "export {};",
    "data.json": "{}",
    "package.ts": "not imported by this name",
    "../outside.ts": "export const d = 1;",
  };
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, "project", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const found = findSources(join(root, "project"), ["main.ts"]).sort();
  expect(found).toEqual(await followedByEsbuild(join(root, "project"), ["main.ts"]));
  expect(found).toHaveLength(10);
  rmSync(root, { recursive: true });
});
