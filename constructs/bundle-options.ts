import { join } from "node:path";
import type { BuildOptions } from "esbuild";
import type { FunctionContract } from "./function-contract";

const REPOSITORY_ROOT = join(__dirname, "..");

/** What of a contract decides how the function is bundled. */
export type BundledSources = Pick<
  FunctionContract,
  "entryFile" | "sdkSubstitutes" | "exportedName" | "mostParameters"
>;

const SHARED_OPTIONS = {
  absWorkingDir: REPOSITORY_ROOT,
  // Not whichever lies above a file: what decides the bundle is known before it is made.
  tsconfig: join(REPOSITORY_ROOT, "tsconfig.json"),
  bundle: true,
  platform: "node",
  format: "cjs",
  // The oldest Node.js that runs the function: the runtimes that the configuration offers are newer, a rehearsal may be on 20.
  target: "node20",
  minify: true,
  // Only ES modules lose what is not used.
  mainFields: ["module", "main"],
  legalComments: "inline",
  banner: {
    js: "/* Contains parts of the AWS SDK for JavaScript, Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0 */",
  },
  logLevel: "silent",
} as const satisfies BuildOptions;

/** How a deployed bundle is made, for esbuild: the same sources give the same bytes on any machine. */
export function bundleOptions({ entryFile, sdkSubstitutes = {} }: BundledSources) {
  return {
    ...SHARED_OPTIONS,
    entryPoints: [entryFile],
    alias: { ...sdkSubstitutes },
  } satisfies BuildOptions;
}
