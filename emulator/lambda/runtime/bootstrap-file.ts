import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** Compiles the program that containers run into one file that Node.js runs without TypeScript. Resolves to its path. */
export async function writeBootstrap(folder: string): Promise<string> {
  const outfile = join(folder, "bootstrap.cjs");
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, "bootstrap.ts")],
    // Written here, for an error that names the file and its code when there is no room.
    write: false,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "silent",
  });
  await writeFile(outfile, outputFiles[0]?.contents ?? "");
  return outfile;
}
