import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildSync, stop } from "esbuild";

/**
 * Compiles the program that containers run into one file that Node.js runs without TypeScript. esbuild keeps a process for
 * builds to come; there are none, so it is ended at once. Nothing else can be building meanwhile: the build does not yield.
 *
 * @returns the file's path
 */
export async function writeBootstrap(folder: string): Promise<string> {
  const outfile = join(folder, "bootstrap.cjs");
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, "bootstrap.ts")],
    // Written here, for an error that names the file and its code when there is no room.
    write: false,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "silent",
  });
  void stop();
  await writeFile(outfile, outputFiles[0]?.contents ?? "");
  return outfile;
}
