import { rmSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "./find-program";
import { type ProgramResult, type RunOptions, runGuarded } from "./run-guarded";
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

/** One resource as a state holds it. */
export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The part of a plan's JSON this project reads. */
export interface PlanJson {
  /** Present and `true`: the plan ended early, what it holds is what it had read until then. */
  readonly errored?: boolean;
  readonly resource_changes?: readonly ResourceChange[];
  /** What refreshing found changed since the last apply. */
  readonly resource_drift?: readonly ResourceChange[];
  /** The state after refreshing. Absent: the state is empty. */
  readonly prior_state?: {
    readonly values?: { readonly root_module?: { readonly resources?: readonly StateResource[] } };
  };
  readonly configuration?: {
    readonly root_module?: {
      readonly resources?: readonly { readonly address: string; readonly provider_config_key: string }[];
    };
  };
}

/** Something Terraform could not do, from its machine-readable output. */
export interface PlanError {
  /** Resource or provider it happened at, if Terraform says. */
  readonly address?: string;
  readonly summary: string;
  readonly detail: string;
}

/** A plan that may have ended early. */
export interface PlanAttempt {
  /** Absent: Terraform got nowhere. */
  readonly plan?: PlanJson;
  readonly errors: readonly PlanError[];
  /** Addresses of the resources that were read. */
  readonly refreshed: readonly string[];
}

/** Terraform in one folder: argv only, no colour, no input, under the guard. */
export class Terraform {
  constructor(
    private readonly binary: string,
    private readonly options: RunOptions,
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

  /**
   * Plans without a lock and reports how far it came: Terraform saves the plan of what it could read.
   *
   * @param mode `refresh-only`: what changed outside; `normal`: what an apply would do
   */
  async attemptPlan(planFile: string, mode: "refresh-only" | "normal"): Promise<PlanAttempt> {
    // Where Terraform gets nowhere it leaves an older plan as it was.
    rmSync(join(this.options.cwd ?? "", planFile), { force: true });
    const args = ["-json", "-lock=false", `-out=${planFile}`];
    const result = await this.execute("plan", mode === "normal" ? args : [...args, "-refresh-only"]);
    const events = planEvents(result.stdout);
    const errors = result.timedOut ? [...events.errors, this.tookTooLong("plan")] : events.errors;
    if (result.exitCode !== 0 && errors.length === 0) throw failure("plan", result);
    const shown = await runGuarded(this.binary, ["show", "-json", planFile], this.options);
    if (shown.exitCode !== 0 && errors.length === 0) throw failure("show", shown);
    const { refreshed } = events;
    return { errors, refreshed, ...(shown.exitCode === 0 ? { plan: JSON.parse(shown.stdout) } : {}) };
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
    if (result.timedOut) throw new ToolError("TERRAFORM_TIMED_OUT", this.tookTooLong(command).summary);
    if (result.exitCode !== 0) throw failure(command, result);
  }

  private tookTooLong(command: string): PlanError {
    const seconds = (this.options.timeoutMilliseconds ?? 0) / 1000;
    return { summary: `terraform ${command} had not ended after ${seconds} s and was stopped`, detail: "" };
  }

  private execute(command: string, args: readonly string[]): Promise<ProgramResult> {
    return runGuarded(this.binary, [command, "-no-color", "-input=false", ...args], this.options);
  }
}

interface PlanEvent {
  readonly type?: string;
  readonly hook?: { readonly resource: { readonly addr: string } };
  readonly diagnostic?: PlanError & { readonly severity: string };
}

/** Reads the lines of `terraform plan -json` (Terraform docs, "Machine-Readable UI"). */
function planEvents(stdout: string): Pick<PlanAttempt, "errors" | "refreshed"> {
  // One that was killed leaves half a line.
  const events = stdout
    .slice(0, stdout.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line): PlanEvent => JSON.parse(line));
  return {
    errors: events.flatMap(({ diagnostic }) => (diagnostic?.severity === "error" ? [diagnostic] : [])),
    refreshed: events.flatMap(({ type, hook }) =>
      type === "refresh_complete" && hook !== undefined ? [hook.resource.addr] : [],
    ),
  };
}

function failure(command: string, { exitCode, stdout, stderr }: ProgramResult): ToolError {
  const output = stderr.trim() === "" ? stdout.trim() : stderr.trim();
  return new ToolError("TERRAFORM_FAILED", `terraform ${command} exited with ${exitCode}:\n${output}`);
}
