import { join } from "node:path";
import { buildSync } from "esbuild";

/**
 * Compiles the program that containers run into one file that Node.js runs without TypeScript. At once: esbuild's asynchronous
 * build leaves a service running for builds to come, and there are none.
 *
 * @returns the file's path
 */
export function writeBootstrap(folder: string): string {
  const outfile = join(folder, "bootstrap.cjs");
  buildSync({
    entryPoints: [join(__dirname, "bootstrap.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "silent",
  });
  return outfile;
}
