import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProcessFolder, removeProcessFolder } from "../../lib/process/process-folder";
import { synthesize } from "../../lib/terraform/synthesize";

/** The synthesized stack of one link. */
export interface StackOfLink {
  readonly name: string;
  /** Its `cdk.tf.json` as an object. */
  readonly json: unknown;
}

/**
 * Synthesizes the links of the links file into a folder that is gone afterwards, or with the next call when this one is killed.
 *
 * @throws ToolError `SYNTH_FAILED` with every problem of the links file
 */
export async function readStacks(signal: AbortSignal): Promise<readonly StackOfLink[]> {
  const output = createProcessFolder(tmpdir(), "deploy-policy");
  try {
    const stacks = await synthesize(output, process.env, signal);
    return stacks.map(({ name, folder }) => ({
      name,
      json: JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")),
    }));
  } finally {
    removeProcessFolder(output);
  }
}
