import type { LinkReport } from "../../tools/drift/judge/finding";
import { type ProgramResult, runGuarded } from "../../tools/lib/process/run-guarded";
import { asNpmStarts } from "../processes/command";
import { ROOT } from "./checkout";
import type { Deployment } from "./deployment";

/** `npm run drift` with these arguments, on the links of a deployment whose state is in S3. */
export function driftCommand({ env }: Pick<Deployment, "env">, ...args: string[]): Promise<ProgramResult> {
  return runGuarded(process.execPath, [...asNpmStarts("tools/drift/drift.ts"), ...args], {
    cwd: ROOT,
    env: { ...env, NO_COLOR: "1" },
  });
}

/** Exit code and reports of `npm run drift -- --json`. */
export async function driftReports(deployment: Pick<Deployment, "env">, ...args: string[]) {
  const { exitCode, stdout } = await driftCommand(deployment, "--json", ...args);
  const { links }: { links: readonly LinkReport[] } = JSON.parse(stdout);
  return { exitCode, links };
}
