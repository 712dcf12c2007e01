import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { buildSync, stop } from "esbuild";
import { BROUGHT_SCOPES } from "./brought-modules";

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
  await bringModules(folder);
  return outfile;
}

/** Puts the AWS SDK of the emulator where functions below the folder look for modules that their archive does not bring. */
async function bringModules(folder: string): Promise<void> {
  const sdk = createRequire(__filename).resolve("@aws-sdk/client-sts/package.json");
  const modules = dirname(dirname(dirname(sdk)));
  await mkdir(join(folder, "node_modules"), { recursive: true });
  const links = BROUGHT_SCOPES.map((scope) =>
    symlink(join(modules, scope), join(folder, "node_modules", scope)).catch(unlessThere),
  );
  await Promise.all(links);
}

/** Several programs may be written into one folder. */
function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
