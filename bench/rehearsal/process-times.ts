import { join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { type GuardedProgram, startGuarded } from "../../tools/lib/process/run-guarded";

const SAMPLER = join(PROJECT_ROOT, "bench/rehearsal/sample-processes.cjs");

/** Program → what it is to a reader. The kernel cuts names after 15 characters. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/^terraform-provi/, "Terraform's provider"],
  [/^terraform|^tofu/, "Terraform"],
  [/^python|^moto_server|^uv/, "moto"],
  [/^node|^MainThread/, "Node.js"],
  [/^guard\.cjs/, "the guard of a run"],
];

/** Processor time of the programs that this process starts from now on, and of theirs. Linux only: empty elsewhere. */
export class ProcessTimes {
  private readonly sampler: GuardedProgram | undefined =
    process.platform === "linux" ? startGuarded(process.execPath, [SAMPLER, String(process.pid)]) : undefined;
  private printed = "";

  constructor() {
    this.sampler?.process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.printed += text;
    });
  }

  /** Milliseconds by program. What a program used after its last sample is missing. */
  async stop(): Promise<ReadonlyMap<string, number>> {
    await this.sampler?.stop();
    const sums = new Map<string, number>();
    for (const [name, milliseconds] of JSON.parse(this.printed || "[]") as [string, number][]) {
      const program = PROGRAMS.find(([pattern]) => pattern.test(name))?.[1] ?? name;
      sums.set(program, (sums.get(program) ?? 0) + milliseconds);
    }
    return sums;
  }
}
