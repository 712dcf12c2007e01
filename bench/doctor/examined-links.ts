import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseLinks } from "../../config/parse-links";
import { startLocalAccounts } from "../../rehearsal/local-accounts";
import { synthesizeForRehearsal } from "../../rehearsal/synthesize";
import { localEnvironment } from "../../rehearsal/terraform-environment";
import type { Project, ProjectLink } from "../../tools/doctor/read/read-project";
import { terraformFacts } from "../../tools/doctor/read/terraform-facts";
import { providerEnvironment } from "../../tools/lib/terraform/provider-mirror";
import { findTerraform, Terraform } from "../../tools/lib/terraform/terraform";
import { linksYaml } from "../links-yaml";

/** What Terraform and the synth leave beside a stack that is deployed, and a folder that was only synthesized has not. */
const LEFT_BY_INIT = [".terraform", ".terraform.lock.hcl"];

/**
 * Deploys one link into local accounts, and takes them down when the work is done. The AWS SDK of this process talks to them
 * meanwhile, as the doctor's does to AWS.
 *
 * @param work is given what makes a project of so many links, each that one in a new folder that nobody has initialized
 */
export async function examinedLinks(
  signal: AbortSignal,
  work: (projectOf: (links: number) => Promise<Project>) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-doctor-"));
  const before = { ...process.env };
  try {
    const file = join(folder, "links.yaml");
    writeFileSync(file, linksYaml(1));
    const links = parseLinks(linksYaml(1), "bench", {});
    const accounts = await startLocalAccounts({ links, folder, signal });
    try {
      const env = localEnvironment({
        ...accounts.environment,
        ...providerEnvironment(join(folder, "terraform.rc")),
        LINKS_FILE: file,
      });
      const [stack] = await synthesizeForRehearsal(join(folder, "deployed"), env, signal);
      const [link] = links;
      if (stack === undefined || link === undefined) throw new Error("no link was synthesized");
      const terraform = new Terraform(findTerraform(), { cwd: stack.folder, env, signal });
      await terraform.init();
      await terraform.applyUnseen();
      for (const left of LEFT_BY_INIT) rmSync(join(stack.folder, left), { recursive: true, force: true });
      for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
      Object.assign(process.env, accounts.environment);
      await work(async (count) => {
        const copies = mkdtempSync(join(folder, "examined-"));
        const copied = Array.from({ length: count }, (_, index): ProjectLink => {
          const stackFolder = join(copies, String(index));
          cpSync(stack.folder, stackFolder, { recursive: true });
          return {
            link,
            stackFolder: async () => stackFolder,
            terraform: terraformFacts(findTerraform, async () => stackFolder, { env, signal }),
          };
        });
        return { nodeVersion: process.versions.node, linksFile: { file, links }, links: copied };
      });
    } finally {
      await accounts.close();
    }
  } finally {
    for (const name of Object.keys(process.env)) if (before[name] === undefined) delete process.env[name];
    Object.assign(process.env, before);
    rmSync(folder, { recursive: true, force: true });
  }
}
