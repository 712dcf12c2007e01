import { join } from "node:path";
import { buildSync, stop } from "esbuild";

/**
 * Compiles the program that containers run into one file that Node.js runs without TypeScript. esbuild keeps a process for builds to
 * come; there are none, so it is ended at once. Nothing else can be building meanwhile: the build does not yield.
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
  void stop();
  return outfile;
}
