import { join } from "node:path";
import { type BuildOptions, buildSync, type Metafile } from "esbuild";
import { SDK_SUBSTITUTES } from "../functions/run-query/contract";

const REPOSITORY_ROOT = join(__dirname, "..");

/** How the deployed bundle is made, for esbuild. */
export const BUNDLE_OPTIONS = {
  absWorkingDir: REPOSITORY_ROOT,
  bundle: true,
  platform: "node",
  format: "cjs",
  // Oldest Node of a Lambda runtime that the configuration offers, and of the rehearsal.
  target: "node20",
  minify: true,
  // Only ES modules lose what is not used.
  mainFields: ["module", "main"],
  alias: SDK_SUBSTITUTES,
  legalComments: "inline",
  banner: {
    js: "/* Contains parts of the AWS SDK for JavaScript, Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0 */",
  },
  logLevel: "silent",
} as const satisfies BuildOptions;

/** A handler with everything it imports, in one CommonJS file. */
export interface FunctionBundle {
  readonly contents: Uint8Array;
  /** What went into the file, by module. */
  readonly metafile: Metafile;
}

/** Bundles a handler with everything it imports; the same sources give the same bytes on any machine. */
export function bundleFunction(entryFile: string): FunctionBundle {
  const { outputFiles, metafile } = buildSync({
    ...BUNDLE_OPTIONS,
    entryPoints: [entryFile],
    metafile: true,
    write: false,
  });
  const [file] = outputFiles;
  if (file === undefined)
    throw new Error(`bundle of ${entryFile} is empty, expected one file; check esbuild`);
  return { contents: file.contents, metafile };
}
