import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BuildOptions, buildSync } from "esbuild";
import { bundleOptions } from "../../constructs/bundle-options";
import { RUN_QUERY } from "../../functions/run-query/contract";

const DEPLOYED = bundleOptions(RUN_QUERY);

const PLAIN = {
  absWorkingDir: DEPLOYED.absWorkingDir,
  bundle: true,
  platform: "node",
  logLevel: "silent",
} as const satisfies BuildOptions;

/** The ways to deploy the same source that are measured beside each other. */
const VARIANTS = {
  /** As deployed. */
  ours: DEPLOYED,
  oursUnminified: { ...DEPLOYED, minify: false },
  /** `esbuild --bundle --platform=node --minify`. */
  plain: { ...PLAIN, minify: true },
  plainUnminified: PLAIN,
  /** The plain bundle from the SDK's ES modules, of which esbuild drops what is not used. */
  shaken: { ...PLAIN, minify: true, mainFields: ["module", "main"] },
  /** Our own code in one file, the SDK from `node_modules`. */
  unbundled: { ...PLAIN, minify: true, packages: "external" },
} as const satisfies Record<string, BuildOptions>;

export type VariantName = keyof typeof VARIANTS;

/** One file per variant, in a folder of its own. */
export interface BuiltVariants {
  readonly files: Readonly<Record<VariantName, string>>;
  /** Size of each file. */
  readonly bytes: Readonly<Record<VariantName, number>>;
  remove(): void;
}

export function buildVariants(entryFile: string): BuiltVariants {
  const folder = mkdtempSync(join(tmpdir(), "bench-bundle-"));
  const files = {} as Record<VariantName, string>;
  const bytes = {} as Record<VariantName, number>;
  for (const name of Object.keys(VARIANTS) as VariantName[]) {
    const { outputFiles } = buildSync({ ...VARIANTS[name], entryPoints: [entryFile], write: false });
    const contents = outputFiles[0]?.contents ?? new Uint8Array();
    files[name] = join(folder, `${name}.cjs`);
    bytes[name] = contents.byteLength;
    writeFileSync(files[name], contents);
  }
  return { files, bytes, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
