import { join } from "node:path";
import { build } from "esbuild";

/** Compiles the containers' program, so that plain Node.js runs it without this project around it. */
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
