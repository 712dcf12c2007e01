import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";

/** Where `npm run lock` writes; committed, one file a link. */
const FOLDER = join(__dirname, "../provider-locks");

/**
 * Puts the link's own dependency lock file beside its `cdk.tf.json`, so that everybody who runs Terraform there gets the same
 * provider. A link without one is locked by whoever initializes it first.
 *
 * @param folder where the lock files are, named `<link>.terraform.lock.hcl`; default: `provider-locks` of the project
 */
export function addProviderLock(stack: TerraformStack, link: string, folder: string = FOLDER): void {
  const { synthesizer } = stack;
  stack.synthesizer = {
    synthesize(session) {
      synthesizer.synthesize(session);
      const file = join(folder, `${link}.terraform.lock.hcl`);
      if (!existsSync(file)) return;
      const { workingDirectory } = session.manifest.forStack(stack);
      copyFileSync(file, join(session.outdir, workingDirectory, ".terraform.lock.hcl"));
    },
  };
}
