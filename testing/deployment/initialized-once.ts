import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { providerFolder } from "../../tools/lib/provider/installed-provider";
import { findTerraform, Terraform, type TerraformOptions } from "../../tools/lib/terraform/terraform";
import type { ProvidersOfStack } from "../provider-pool/provider-pool";

/** What `terraform init` writes. */
const INITIALIZED = [".terraform", ".terraform.lock.hcl"] as const;
const LOCAL_STATE = "rehearsal_override.tf.json";

/**
 * Terraform in a link's folder, initialized once: nothing that a test changes decides about providers or the backend. Where the
 * folder is thrown away, what an earlier `init` of this run of the tests wrote for the same providers and backend is copied:
 * `init` reads all of the provider to hash it, which is most of its processor time.
 */
export class InitializedOnce extends Terraform {
  private initialized: Promise<void> | undefined;

  /** @param kept providers in place of those that Terraform would start; by default it starts them */
  constructor(
    private readonly place: TerraformOptions & { readonly cwd: string },
    private readonly kept?: ProvidersOfStack,
  ) {
    const { env = process.env } = place;
    super(findTerraform(), kept === undefined ? place : { ...place, env: { ...env, ...kept.variables } });
  }

  override init(): Promise<void> {
    this.initialized ??= this.copyOrInitialize().then(() => this.kept?.adopt());
    return this.initialized;
  }

  private async copyOrInitialize(): Promise<void> {
    const { cwd, isThrownAway = false } = this.place;
    const kept = isThrownAway ? keptFor(cwd) : undefined;
    if (kept !== undefined && existsSync(kept)) return copy(kept, cwd);
    // With the variables it would install no provider.
    await new Terraform(findTerraform(), this.place).init();
    // A provider that was fetched is no link: a copy of it would cost more than it saves.
    if (kept !== undefined && lstatSync(providerFolder(cwd)).isSymbolicLink()) keep(cwd, kept);
  }
}

/** Where the result is kept for stacks with these providers; absent where the state is elsewhere than beside the stack. */
function keptFor(stackFolder: string): string | undefined {
  const { TEST_RUN_FOLDER: runFolder } = process.env;
  const override = join(stackFolder, LOCAL_STATE);
  if (runFolder === undefined || !existsSync(override)) return undefined;
  const stack = JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8"));
  const decisive = JSON.stringify([stack.terraform.required_providers, readFileSync(override, "utf8")]);
  return join(runFolder, "initialized", createHash("sha256").update(decisive).digest("hex"));
}

/** Whole or not at all: other workers look too. */
function keep(stackFolder: string, kept: string): void {
  mkdirSync(join(kept, ".."), { recursive: true });
  const unfinished = mkdtempSync(`${kept}-`);
  copy(stackFolder, unfinished);
  try {
    renameSync(unfinished, kept);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(kept)) throw error;
  }
}

function copy(from: string, to: string): void {
  for (const name of INITIALIZED) {
    cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
  }
}
