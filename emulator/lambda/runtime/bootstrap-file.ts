import { join } from "node:path";
import { build } from "esbuild";

/** Compiles the program that containers run into one file that Node.js runs without TypeScript. Resolves to its path. */
export async function writeBootstrap(folder: string): Promise<string> {
  const outfile = join(folder, "bootstrap.cjs");
  await build({
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
