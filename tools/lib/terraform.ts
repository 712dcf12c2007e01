import { findProgram } from "./find-program";
import { type GuardedOptions, type ProgramResult, runGuarded } from "./run-guarded";
import { ToolError } from "./tool-error";

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

/** One resource a plan touches, as `terraform show -json` names it. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    readonly after_unknown: unknown;
  };
}

/** The part of a plan's JSON this project reads. */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
  readonly configuration?: {
    readonly root_module?: {
      readonly resources?: readonly { readonly address: string; readonly provider_config_key: string }[];
    };
  };
}

/** Terraform in one folder: argv only, no colour, no input, under the guard. */
export class Terraform {
  constructor(
    private readonly binary: string,
    private readonly options: GuardedOptions,
  ) {}

  async init(): Promise<void> {
    await this.run("init", ["-upgrade=false"]);
  }

  /** Writes a plan file; `true` when it holds changes. */
  async plan(planFile: string): Promise<boolean> {
    const result = await this.execute("plan", ["-detailed-exitcode", "-lock=false", `-out=${planFile}`]);
    if (result.exitCode !== 0 && result.exitCode !== EXIT_CHANGES) throw failure("plan", result);
    return result.exitCode === EXIT_CHANGES;
  }

  async show(planFile: string): Promise<PlanJson> {
    const result = await runGuarded(this.binary, ["show", "-json", planFile], this.options);
    if (result.exitCode !== 0) throw failure("show", result);
    return JSON.parse(result.stdout);
  }

  async apply(planFile: string): Promise<void> {
    await this.run("apply", [planFile]);
  }

  async destroy(): Promise<void> {
    await this.run("destroy", ["-auto-approve"]);
  }

  private async run(command: string, args: readonly string[]): Promise<void> {
    const result = await this.execute(command, args);
    if (result.exitCode !== 0) throw failure(command, result);
  }

  private execute(command: string, args: readonly string[]): Promise<ProgramResult> {
    return runGuarded(this.binary, [command, "-no-color", "-input=false", ...args], this.options);
  }
}

function failure(command: string, { exitCode, stdout, stderr }: ProgramResult): ToolError {
  const output = stderr.trim() === "" ? stdout.trim() : stderr.trim();
  return new ToolError("TERRAFORM_FAILED", `terraform ${command} exited with ${exitCode}:\n${output}`);
}
