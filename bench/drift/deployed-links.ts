import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Link } from "../../config/link";
import { parseLinks } from "../../config/parse-links";
import { type LocalAccounts, startLocalAccounts } from "../../rehearsal/local-accounts";
import { synthesizeForRehearsal } from "../../rehearsal/synthesize";
import { localEnvironment } from "../../rehearsal/terraform-environment";
import { InitializedOnce } from "../../testing/deployment/initialized-once";
import { lookInto } from "../../testing/deployment/look-beyond-plan";
import { ProviderPool } from "../../testing/provider-pool/provider-pool";
import { checkStacks } from "../../tools/drift/check-links";
import type { LinkReport } from "../../tools/drift/judge/finding";
import { inParallel } from "../../tools/lib/process/in-parallel";
import { providerEnvironment } from "../../tools/lib/terraform/provider-mirror";
import type { SynthesizedStack } from "../../tools/lib/terraform/synthesize";
import { findTerraform, Terraform } from "../../tools/lib/terraform/terraform";
import { throwAwayEnvironment } from "../../tools/lib/terraform/throw-away-folder";
import { linksYaml } from "../links-yaml";
import { examineLinks } from "./examine-links";
import { trustOutsider } from "./trust-outsider";

/** Progress that is not shown: what is measured is measured in silence. */
const SILENT = { step: <T>(_title: string, work: () => Promise<T>) => work() };

/** Links that are deployed. */
export interface DeployedLinks {
  /** The first link's Terraform, in the folder that it was deployed from. */
  readonly first: Terraform;
  /** `terraform plan` of the first links, each in the folder that it was deployed from. */
  plans(links: number, workers: number): Promise<void>;
  /** Synthesizes the first links into a new folder, as drift does; Terraform of each, nothing initialised. */
  synthesized(links: number): Promise<readonly Terraform[]>;
  /**
   * What `npm run drift` does for the first links, from its synth on.
   *
   * @throws Error unless this is what it finds in every link
   */
  drift(links: number, workers: number, expected: LinkReport["status"]): Promise<void>;
  /**
   * What `npm run doctor` does for the first links, from its synth on.
   *
   * @throws Error unless it finds no problem, and nothing that it could not check
   */
  doctor(links: number, workers: number): Promise<void>;
  /** Changes the first link's trust policy in the redshift account by hand. @returns takes it back */
  changeByHand(): Promise<() => Promise<void>>;
}

interface Surroundings {
  readonly folder: string;
  readonly links: readonly Link[];
  readonly stacks: readonly SynthesizedStack[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** How many links are deployed, and how. */
export interface Deploying {
  readonly count: number;
  readonly workers: number;
  /**
   * Which runs of Terraform keep their providers for the next one, as tests do: none; those that deploy, after which no plan is asked of
   * the folders deployed from; or all.
   */
  readonly keptProviders: "for-none" | "to-deploy" | "for-all";
  readonly signal: AbortSignal;
}

/** Deploys links into local accounts, and takes the accounts down when the work is done. */
export async function deployed<T>(
  { count, workers, keptProviders: kept, signal }: Deploying,
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
      const surroundings = { folder, links, stacks, env, signal };
      if (kept === "for-none")
        return await work(deployedLinks(surroundings, await apply(surroundings, workers), accounts));
      return await withKeptProviders(surroundings, (env, terraforms) =>
        work(
          deployedLinks(kept === "for-all" ? { ...surroundings, env } : surroundings, terraforms, accounts),
        ),
      );
    } finally {
      await accounts.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Works on what is deployed already, if anything is, else on links of its own. */
export function onDeployed<T>(
  deployment: DeployedLinks | undefined,
  deploying: Deploying,
  work: (deployment: DeployedLinks) => Promise<T>,
): Promise<T> {
  return deployment === undefined ? deployed(deploying, work) : work(deployment);
}

function terraformIn({ folder }: SynthesizedStack, { env, signal }: Surroundings): Terraform {
  return new Terraform(findTerraform(), { cwd: folder, env, signal });
}

async function apply(surroundings: Surroundings, workers: number): Promise<readonly Terraform[]> {
  // Nothing of a deployment is measured, so Terraform takes the short cuts of memory for it, and not those of its folder.
  const quick = { ...surroundings, env: throwAwayEnvironment(surroundings.env) };
  await inParallel(surroundings.stacks, workers, async (stack) => {
    const terraform = terraformIn(stack, quick);
    await terraform.init();
    await terraform.applyUnseen();
  });
  return surroundings.stacks.map((stack) => terraformIn(stack, surroundings));
}

async function withKeptProviders<T>(
  surroundings: Surroundings,
  work: (env: NodeJS.ProcessEnv, terraforms: readonly Terraform[]) => Promise<T>,
): Promise<T> {
  const { stacks, env, signal } = surroundings;
  const providers = new ProviderPool(env);
  try {
    const terraforms: Terraform[] = [];
    let variables: NodeJS.ProcessEnv | undefined;
    for (const stack of stacks) {
      const kept = await providers.keep(stack.folder);
      const terraform = new InitializedOnce({ cwd: stack.folder, env, signal, isThrownAway: true }, kept);
      await terraform.init();
      await terraform.applyUnseen();
      variables ??= kept.variables;
      terraforms.push(terraform);
    }
    return await work({ ...env, ...variables }, terraforms);
  } finally {
    await providers.close();
  }
}

function deployedLinks(
  surroundings: Surroundings,
  all: readonly Terraform[],
  accounts: LocalAccounts,
): DeployedLinks {
  const [first] = all;
  const [firstLink] = surroundings.links;
  if (first === undefined || firstLink === undefined) throw new Error("no link was deployed");
  return {
    first,
    async plans(links, workers) {
      await inParallel(all.slice(0, links), workers, (terraform) => terraform.plan("bench.tfplan"));
    },
    async synthesized(links) {
      const stacks = await synthesizeAgain(surroundings, links);
      return stacks.map((stack) => terraformIn(stack, surroundings));
    },
    async drift(count, workers, expected) {
      const { links, env, signal } = surroundings;
      const look = lookInto(accounts, signal);
      const options = { binary: findTerraform(), env, signal, workers, look, progress: SILENT };
      const stacks = await synthesizeAgain(surroundings, count);
      const reports = await checkStacks(links.slice(0, count), stacks, options);
      const other = reports.find(({ status }) => status !== expected);
      if (other !== undefined) throw new Error(`${other.link} is ${other.status}, expected ${expected}`);
    },
    async doctor(count, workers) {
      const stacks = await synthesizeAgain(surroundings, count);
      await examineLinks(
        { ...surroundings, links: surroundings.links.slice(0, count), stacks },
        workers,
        accounts,
      );
    },
    changeByHand: () => trustOutsider(accounts, firstLink),
  };
}

/** Synthesizes the first links into a new folder, with a copy of the state beside each. */
async function synthesizeAgain(
  { folder, stacks, env, signal }: Surroundings,
  links: number,
): Promise<readonly SynthesizedStack[]> {
  const outputFolder = mkdtempSync(join(folder, "drift-"));
  const linksFile = join(outputFolder, "links.yaml");
  writeFileSync(linksFile, linksYaml(links));
  const again = await synthesizeForRehearsal(
    join(outputFolder, "out"),
    { ...env, LINKS_FILE: linksFile },
    signal,
  );
  for (const stack of again) {
    const source = stacks.find(({ name }) => name === stack.name)?.folder ?? "";
    copyFileSync(join(source, "terraform.tfstate"), join(stack.folder, "terraform.tfstate"));
  }
  return again;
}
