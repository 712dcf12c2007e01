import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

const PROVIDERS = ".terraform/providers";
/** Where `terraform init` puts a provider below: `<host>/<namespace>/<name>/<version>/<platform>`. */
const LEVELS = 5;
/** Of these, what Terraform calls it by. */
const ADDRESS_LEVELS = 3;

const EXECUTABLE = /^terraform-provider-/;

/**
 * The folder of the one provider of an initialized stack: a link to where it was installed from, or what was fetched.
 *
 * @throws Error when there is none, or another one too
 */
export function providerFolder(stackFolder: string): string {
  let folder = join(stackFolder, PROVIDERS);
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

/** What Terraform calls that provider by: `registry.terraform.io/hashicorp/aws`. @throws as {@link providerFolder} */
export function providerAddress(stackFolder: string): string {
  const path = relative(join(stackFolder, PROVIDERS), providerFolder(stackFolder));
  return path.split(sep).slice(0, ADDRESS_LEVELS).join("/");
}

/** The provider's program in such a folder. @throws Error when there is none */
export function providerExecutable(folder: string): string {
  const [name] = readdirSync(folder).filter((file) => EXECUTABLE.test(file));
  if (name === undefined) throw new Error(`there is no provider in ${folder}`);
  return join(folder, name);
}
