import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

interface Build {
  readonly root: string;
  readonly kind: string;
  readonly identity: string;
}

interface KeptBuild extends Build {
  readonly files: readonly string[];
  readonly startedAt: number;
}

const {
  keep,
  lookUp,
}: {
  keep(build: KeptBuild, bytes: readonly Uint8Array[]): string | undefined;
  lookUp(build: Build): { readonly digest: string; readonly bytes: Buffer } | undefined;
} = require("../../content-cache/content-cache.cjs");

const base = realpathSync(mkdtempSync(join(tmpdir(), "content-cache-")));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const FILES = ["a/b.ts", "a/c/index.ts", "main.ts", "node_modules/p/lib/p.js"];

let count = 0;
function folder(): string {
  count += 1;
  const root = join(base, String(count));
  for (const file of [...FILES, "node_modules/p/package.json", "package.json"]) write(root, file, file);
  return root;
}

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** A build that begins once everything written so far is older than a tick of the clock. */
async function settled(root: string): Promise<KeptBuild> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { root, kind: "any", identity: "1", files: FILES, startedAt: Date.now() };
}

const BYTES = [Buffer.from("one, "), Buffer.from("two")];

describe("the cache", () => {
  it("gives back what was kept", async () => {
    const build = await settled(folder());
    const digest = keep(build, BYTES);
    expect(lookUp(build)).toEqual({ digest, bytes: Buffer.from("one, two") });
  });

  it("finds nothing of another kind or identity, nor in another folder", async () => {
    const build = await settled(folder());
    keep(build, BYTES);
    const others = [
      { ...build, kind: "other" },
      { ...build, identity: "2" },
      { ...build, root: folder() },
    ];
    expect(others.map(lookUp)).toEqual([undefined, undefined, undefined]);
  });

  it("keeps nothing of a build during which something changed", async () => {
    const root = folder();
    for (const file of [
      "a/b.ts",
      "a/b.tsx",
      "a/c.ts",
      "node_modules/new/index.js",
      "package.json",
      "tsconfig.json",
    ]) {
      const build = await settled(root);
      write(root, file, "changed meanwhile");
      expect(keep(build, BYTES)).toBeUndefined();
    }
    expect(readdirSync(join(root, "node_modules"))).toEqual(["new", "p"]);
    expect(keep(await settled(root), BYTES)).toBeDefined();
  });

  it("is not asked again for what stands beside the inputs and cannot be one", async () => {
    const root = folder();
    const build = await settled(root);
    keep(build, BYTES);
    for (const file of ["cdktf.out/manifest.json", "links.yaml", "a/other.ts", "terraform.tfstate"])
      write(root, file, "");
    expect(lookUp(build)).toBeDefined();
  });

  it.each([
    ["a/b.ts", "changed"],
    ["a/b.js", ""],
    ["a/b/index.ts", ""],
    ["a/c.ts", ""],
    ["a/package.json", ""],
    ["a/node_modules/p/index.js", ""],
    ["a/c/node_modules/@scope/p/index.js", ""],
    ["node_modules/@scope/q/index.js", ""],
    ["node_modules/p/lib.js", ""],
    ["node_modules/p/lib/package.json", ""],
    ["node_modules/p/node_modules/q/index.js", ""],
    ["node_modules/p/package.json", "changed"],
    ["package.json", "changed"],
    ["tsconfig.json", ""],
    [".pnp.cjs", ""],
    ["../.pnp.cjs", ""],
  ])("sees %s", async (file, text) => {
    const build = await settled(folder());
    keep(build, BYTES);
    expect(lookUp(build)).toBeDefined();
    write(build.root, file, text);
    expect(lookUp(build)).toBeUndefined();
    rmSync(join(base, ".pnp.cjs"), { force: true });
  });

  it("sees that an input is gone", async () => {
    const build = await settled(folder());
    keep(build, BYTES);
    rmSync(join(build.root, "a/c/index.ts"));
    expect(lookUp(build)).toBeUndefined();
  });

  it("keeps nothing where a configuration of the compiler extends a file that is not looked at", async () => {
    const root = folder();
    write(root, "tsconfig.json", `{ "extends": "./base.json" }`);
    expect(keep(await settled(root), BYTES)).toBeUndefined();
  });

  it("takes no entry for another: each piece counts with its length", async () => {
    const root = folder();
    const build = await settled(root);
    keep(build, BYTES);
    write(root, "a/b.ts", "a/b.ts12:a/c/index.ts");
    write(root, "a/c/index.ts", "");
    expect(lookUp(build)).toBeUndefined();
  });

  it("uses no list of inputs that leads out of the project", async () => {
    const build = await settled(folder());
    keep(build, BYTES);
    const cache = join(build.root, "node_modules/.cache/cross-account-redshift-data-api");
    const [list = ""] = readdirSync(cache).filter((name) => name.endsWith(".inputs.json"));
    const text = readFileSync(join(cache, list), "utf8");
    for (const other of ["", "{}", "[1]", JSON.stringify(["../outside"])]) {
      writeFileSync(join(cache, list), other);
      expect(lookUp(build)).toBeUndefined();
    }
    writeFileSync(join(cache, list), text);
    expect(lookUp(build)).toBeDefined();
  });
});
