import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Plan, type PlanAttempt, readPlan } from "../../../access/terraform/plan";
import { type PlanError, type PlanEvents, readPlanEvents } from "../../../access/terraform/plan-events";
import { type SavedStates, savedStates } from "../../../access/terraform/saved-states";
import { findProgram } from "../process/find-program";
import { type ProgramResult, type RunOptions, runGuarded } from "../process/run-guarded";
import { providerExecutable, providerFolder } from "../provider/installed-provider";
import { KeptProviders } from "../provider/kept-providers";
import { isReattached, withReattached } from "../provider/reattached";
import { typesIn } from "../provider/types-of-stack";
import { ToolError } from "../terminal/tool-error";
import { forgetProviderChecksums, throwAwayEnvironment } from "./throw-away-folder";

/** Terraform's `-detailed-exitcode`: 0 nothing to do, 2 changes. */
const EXIT_CHANGES = 2;

/** The binary to run: `TERRAFORM_BINARY_NAME` (cdktf's own variable, for OpenTofu), else `terraform`. */
export function findTerraform(env: NodeJS.ProcessEnv = process.env): string {
  const name = env.TERRAFORM_BINARY_NAME ?? "terraform";
  const program = findProgram(name, env);
  if (program !== undefined) return program;
  throw new ToolError(
    "TERRAFORM_MISSING",
    `${name} is not on PATH; install Terraform 1.5 or newer, or set TERRAFORM_BINARY_NAME to another binary such as tofu`,
  );
}

/** Where and how Terraform runs. */
export interface TerraformOptions extends RunOptions {
  /**
   * The folder was made for this run and is removed after it: Terraform may take short cuts that a folder of the user's
   * must not have (see `throw-away-folder.ts`).
   *
   * @default false
   */
  readonly isThrownAway?: boolean;
}

/** Terraform in one folder: argv only, no colour, no input, under the guard. */
export class Terraform {
  private readonly options: RunOptions;
  private readonly isThrownAway: boolean;

  constructor(
    private readonly binary: string,
    { isThrownAway = false, ...options }: TerraformOptions,
  ) {
    this.isThrownAway = isThrownAway;
    this.options = isThrownAway
      ? { ...options, env: throwAwayEnvironment(options.env ?? process.env) }
      : options;
  }

  async init(): Promise<void> {
    await this.run("init", ["-upgrade=false"]);
    if (this.isThrownAway) forgetProviderChecksums(this.options.cwd ?? ".");
  }

  /**
   * In a folder that is thrown away, all runs of Terraform ask the same processes of the provider, each of one configuration, and
   * are told of the types of the stack and its state alone (`kept-providers.ts`). Elsewhere, and where that cannot be, Terraform starts
   * its own provider in every run: it is the one that the lock file has the checksums of.
   *
   * @param work with that Terraform, in a folder that was initialized
   * @param state as Terraform writes it, empty where there is none. By default Terraform is asked for it
   */
  async keepingProviders<T>(work: (terraform: Terraform) => Promise<T>, state?: string): Promise<T> {
    const { cwd = ".", env = process.env } = this.options;
    if (!this.isThrownAway || isReattached(env)) return await work(this);
    const starting = startKept(cwd, env);
    // An apply of this work adds no type that is not in the stack.
    const [pulled] = await Promise.allSettled([state ?? this.pullState(), starting]);
    const providers = await starting;
    if (providers === undefined) return await work(this);
    try {
      if (pulled.status === "rejected") throw pulled.reason;
      const usedTypes = () => typesIn(cwd, pulled.value);
      return await withReattached(
        cwd,
        () => providers.instance(usedTypes),
        (variables) =>
          work(
            new Terraform(this.binary, {
              ...this.options,
              env: { ...env, ...variables },
              isThrownAway: true,
            }),
          ),
      );
    } finally {
      await providers.close();
    }
  }

  /** Writes a plan file; `true` when it holds changes. */
  async plan(planFile: string): Promise<boolean> {
    const result = await this.execute("plan", ["-detailed-exitcode", "-lock=false", `-out=${planFile}`]);
    if (result.exitCode !== 0 && result.exitCode !== EXIT_CHANGES) throw failure("plan", result);
    return result.exitCode === EXIT_CHANGES;
  }

  /**
   * Plans without a lock and reports how far it came: Terraform saves the plan of what it could read.
   *
   * @throws ToolError when it failed without naming an error
   */
  async attemptPlan(planFile: string): Promise<PlanEvents> {
    // Where Terraform gets nowhere it leaves an older plan as it was.
    rmSync(this.pathOf(planFile), { force: true });
    const result = await this.execute("plan", ["-json", "-lock=false", `-out=${planFile}`]);
    const events = readPlanEvents(result.stdout);
    const errors = result.timedOut ? [...events.errors, this.tookTooLong("plan")] : events.errors;
    if (result.exitCode !== 0 && errors.length === 0) throw failure("plan", result);
    return { ...events, errors };
  }

  /**
   * What was saved of an attempt. To write JSON, Terraform asks the provider for its schema again.
   *
   * @throws ToolError when a plan without errors cannot be shown
   */
  async showAttempt(planFile: string, { errors, refreshed }: PlanEvents): Promise<PlanAttempt> {
    const shown = await this.runShow(planFile);
    if (shown.exitCode !== 0 && errors.length === 0) throw failure("show", shown);
    return {
      errors,
      refreshed,
      ...(shown.exitCode === 0 ? { plan: readPlan(JSON.parse(shown.stdout)) } : {}),
    };
  }

  /** The states saved with a plan; `undefined` when the plan file is in a format that only its Terraform can read. */
  savedStates(planFile: string): SavedStates | undefined {
    return savedStates(this.pathOf(planFile));
  }

  /** The synthesized stack that is planned here; `undefined` where there is none that can be read. */
  stackJson(): unknown {
    try {
      return JSON.parse(readFileSync(this.pathOf("cdk.tf.json"), "utf8"));
    } catch {
      return undefined;
    }
  }

  async show(planFile: string): Promise<Plan> {
    return readPlan(JSON.parse(await this.showJson(planFile)));
  }

  /** What `terraform show -json` prints, unread. */
  async showJson(planFile: string): Promise<string> {
    const result = await this.runShow(planFile);
    if (result.exitCode !== 0) throw failure("show", result);
    return result.stdout;
  }

  async apply(planFile: string): Promise<void> {
    await this.run("apply", [planFile]);
  }

  /**
   * Plans and applies in one run, whatever the plan holds: for folders that are thrown away only.
   *
   * @param replace addresses of resources to destroy and create again, changed or not; by default none
   */
  async applyUnseen({ replace = [] }: { replace?: readonly string[] } = {}): Promise<void> {
    await this.run("apply", ["-auto-approve", ...replace.map((address) => `-replace=${address}`)]);
  }

  /** Writes the plan that destroys all of the state as it is: for where another plan reads what there is, and nobody changes it. */
  async planDestroy(planFile: string): Promise<void> {
    await this.run("plan", ["-destroy", "-refresh=false", "-lock=false", `-out=${planFile}`]);
  }

  async destroy(): Promise<void> {
    await this.run("destroy", ["-auto-approve"]);
  }

  private async run(command: string, args: readonly string[]): Promise<void> {
    const result = await this.execute(command, args);
    if (result.timedOut) throw new ToolError("TERRAFORM_TIMED_OUT", this.tookTooLong(command).summary);
    if (result.exitCode !== 0) throw failure(command, result);
  }

  private runShow(planFile: string): Promise<ProgramResult> {
    return runGuarded(this.binary, ["show", "-no-color", "-json", planFile], this.options);
  }

  /** The state as it is, wherever it is kept; `undefined` where Terraform does not say. */
  private async pullState(): Promise<string | undefined> {
    const { exitCode, stdout } = await runGuarded(this.binary, ["state", "pull"], this.options);
    return exitCode === 0 ? stdout : undefined;
  }

  private pathOf(file: string): string {
    return join(this.options.cwd ?? "", file);
  }

  private tookTooLong(command: string): PlanError {
    const seconds = (this.options.timeoutMilliseconds ?? 0) / 1000;
    return { summary: `terraform ${command} had not ended after ${seconds} s and was stopped`, detail: "" };
  }

  private execute(command: string, args: readonly string[]): Promise<ProgramResult> {
    return runGuarded(this.binary, [command, "-no-color", "-input=false", ...args], this.options);
  }
}

/** `undefined` where the stack has not exactly one provider, or one that only Terraform can start. */
async function startKept(cwd: string, env: NodeJS.ProcessEnv): Promise<KeptProviders | undefined> {
  try {
    return await KeptProviders.started(providerExecutable(providerFolder(cwd)), { cwd, env });
  } catch {
    return undefined;
  }
}

function failure(command: string, { exitCode, stdout, stderr }: ProgramResult): ToolError {
  const output = stderr.trim() === "" ? stdout.trim() : stderr.trim();
  return new ToolError("TERRAFORM_FAILED", `terraform ${command} exited with ${exitCode}:\n${output}`);
}
