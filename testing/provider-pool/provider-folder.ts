import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Where `terraform init` puts a provider: `<host>/<namespace>/<name>/<version>/<platform>`. */
const LEVELS = 5;

/**
 * The folder of the one provider of an initialized stack: a link to where it was installed from, or what was fetched.
 *
 * @throws Error when there is none, or another one too
 */
export function providerFolder(stackFolder: string): string {
  let folder = join(stackFolder, ".terraform/providers");
  for (let level = 0; level < LEVELS; level++) {
    const [only, ...others] = readdirSync(folder);
    if (only === undefined || others.length > 0)
      throw new Error(
        `${folder} holds ${only === undefined ? "nothing" : "others too"}, expected one provider`,
      );
    folder = join(folder, only);
  }
  return folder;
}
