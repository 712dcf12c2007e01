import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Link } from "../../config/link";
import { parseLinks } from "../../config/parse-links";
import { startLocalAccounts } from "../../rehearsal/local-accounts";
import { synthesizeForRehearsal } from "../../rehearsal/synthesize";
import { localEnvironment } from "../../rehearsal/terraform-environment";
import { checkStacks } from "../../tools/drift/check-links";
import { inParallel } from "../../tools/lib/in-parallel";
import { providerEnvironment } from "../../tools/lib/provider-mirror";
import type { SynthesizedStack } from "../../tools/lib/synthesize";
import { findTerraform, Terraform } from "../../tools/lib/terraform";
import { linksYaml } from "../links-yaml";

/** Progress that is not shown: what is measured is measured in silence. */
const SILENT = { step: <T>(_title: string, work: () => Promise<T>) => work() };

/** Links that are deployed, each with the Terraform of its folder. */
export interface DeployedLinks {
  readonly terraforms: readonly [Terraform, ...Terraform[]];
  /** `terraform plan` of every link. */
  plans(workers: number): Promise<void>;
  /**
   * What `npm run drift` does for the first links, from its synth on.
   *
   * @throws Error unless every link is clean
   */
  drift(links: number, workers: number): Promise<void>;
}

interface Surroundings {
  readonly folder: string;
  readonly links: readonly Link[];
  readonly stacks: readonly SynthesizedStack[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Deploys links into local accounts, and takes the accounts down when the work is done. */
export async function deployed<T>(
  count: number,
  workers: number,
  signal: AbortSignal,
  work: (deployment: DeployedLinks) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bench-drift-"));
  try {
    const text = linksYaml(count);
    const linksFile = join(folder, "links.yaml");
    writeFileSync(linksFile, text);
    const links = parseLinks(text, "bench", {});
    const accounts = await startLocalAccounts({ links, folder, signal });
    try {
      const env = localEnvironment({
        ...accounts.environment,
        ...providerEnvironment(join(folder, "terraform.rc")),
        LINKS_FILE: linksFile,
      });
      const stacks = await synthesizeForRehearsal(join(folder, "deployed"), env, signal);
      return await work(await apply({ folder, links, stacks, env, signal }, workers));
    } finally {
      await accounts.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function apply(surroundings: Surroundings, workers: number): Promise<DeployedLinks> {
  const { stacks, env, signal } = surroundings;
  const all = stacks.map(({ folder }) => new Terraform(findTerraform(), { cwd: folder, env, signal }));
  await inParallel(all, workers, async (terraform) => {
    await terraform.init();
    await terraform.plan("bench.tfplan");
    await terraform.apply("bench.tfplan");
  });
  const [first, ...others] = all;
  if (first === undefined) throw new Error("no link was deployed");
  return {
    terraforms: [first, ...others],
    async plans(atATime) {
      await inParallel(all, atATime, (terraform) => terraform.plan("bench.tfplan"));
    },
    drift: (links, atATime) => drift(surroundings, links, atATime),
  };
}

async function drift({ folder, links, stacks, env, signal }: Surroundings, count: number, workers: number) {
  const outputFolder = mkdtempSync(join(folder, "drift-"));
  const chosen = links.slice(0, count);
  const linksFile = join(outputFolder, "links.yaml");
  writeFileSync(linksFile, linksYaml(count));
  const fresh = await synthesizeForRehearsal(
    join(outputFolder, "out"),
    { ...env, LINKS_FILE: linksFile },
    signal,
  );
  for (const stack of fresh) {
    const source = stacks.find(({ name }) => name === stack.name)?.folder ?? "";
    copyFileSync(join(source, "terraform.tfstate"), join(stack.folder, "terraform.tfstate"));
  }
  const options = { binary: findTerraform(), env, signal, workers, progress: SILENT };
  const reports = await checkStacks(chosen, fresh, options);
  const other = reports.find(({ status }) => status !== "clean");
  if (other !== undefined) throw new Error(`${other.link} is ${other.status}, expected clean`);
}
