import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../process/project-root";
import { runGuarded } from "../process/run-guarded";
import { counted } from "../report/counted";
import { ToolError } from "../terminal/tool-error";

/** One synthesized stack on disk. */
export interface SynthesizedStack {
  readonly name: string;
  /** Where its `cdk.tf.json` is and Terraform runs. */
  readonly folder: string;
}

/** Arguments of Node.js that start the app, from the command in `cdktf.json`: what synthesizes here is what cdktf runs. */
export function appArguments(): readonly string[] {
  const { app }: { app: string } = JSON.parse(readFileSync(join(PROJECT_ROOT, "cdktf.json"), "utf8"));
  return app.split(" ").slice(1);
}

/** What a synth said that failed. Of a file that the system refused, Node.js prints much more than its one line. */
function failureText(stderr: string): string {
  return /^Error: (E[A-Z]+: .+)$/m.exec(stderr)?.[1] ?? stderr.trim();
}

/**
 * Synthesizes the project as `cdktf synth` does.
 *
 * @param outputFolder what `cdktf.out` is for `cdktf synth`
 * @throws ToolError `SYNTH_FAILED` with every problem of the links file
 */
export async function synthesize(
  outputFolder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<readonly SynthesizedStack[]> {
  const result = await runGuarded(process.execPath, [...appArguments()], {
    cwd: PROJECT_ROOT,
    env: { ...env, CDKTF_OUTDIR: outputFolder },
    signal,
  });
  if (result.exitCode !== 0) throw new ToolError("SYNTH_FAILED", failureText(result.stderr));
  const manifest: { stacks: Record<string, { name: string; workingDirectory: string }> } = JSON.parse(
    readFileSync(join(outputFolder, "manifest.json"), "utf8"),
  );
  return Object.values(manifest.stacks).map(({ name, workingDirectory }) => ({
    name,
    folder: join(outputFolder, workingDirectory),
  }));
}

/** The stack of a link. @throws ToolError `SYNTH_FAILED` when the synth made none of that name */
export function stackOf(link: string, stacks: readonly SynthesizedStack[]): SynthesizedStack {
  const stack = stacks.find(({ name }) => name === link);
  if (stack === undefined) throw new ToolError("SYNTH_FAILED", `stack ${link} was not synthesized`);
  return stack;
}

/** What came of a synth, for a progress line. */
export function countedStacks({ length }: readonly SynthesizedStack[]): string {
  return counted(length, "stack");
}
