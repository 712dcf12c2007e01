import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { linksYaml } from "../links-yaml";

/** The program that writes what it used. */
export const REPORT_USAGE = join(PROJECT_ROOT, "bench/rehearsal/report-usage.cjs");

/** What one synth took. */
export interface SynthUsage {
  readonly milliseconds: number;
  /** User and system time, of every thread. */
  readonly processorMilliseconds: number;
  readonly peakMegabytes: number;
}

/**
 * Synthesizes in a new process, into a folder that is removed.
 *
 * @param folder where the links file and the output are written
 * @param app arguments of Node.js
 * @throws Error when the synth fails
 */
export async function synthUsage(
  folder: string,
  app: readonly string[],
  links: number,
  signal: AbortSignal,
): Promise<SynthUsage> {
  const [linksFile, usageFile] = [join(folder, "links.yaml"), join(folder, "usage.json")];
  const outputFolder = join(folder, "out");
  writeFileSync(linksFile, linksYaml(links));
  const { exitCode, stderr } = await runGuarded(process.execPath, [...app], {
    cwd: PROJECT_ROOT,
    env: {
      ...process.env,
      LINKS_FILE: linksFile,
      CDKTF_OUTDIR: outputFolder,
      BENCH_USAGE_FILE: usageFile,
    },
    signal,
  });
  if (exitCode !== 0) throw new Error(`synth of ${links} links ended with ${exitCode}: ${stderr.trim()}`);
  // A synth over an old output would also pay for its removal.
  rmSync(outputFolder, { recursive: true, force: true });
  return JSON.parse(readFileSync(usageFile, "utf8")) as SynthUsage;
}
