import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CallAnswer } from "../../tools/lib/provider/provider-calls";

const OK = "0";

/**
 * An answer that is the same for every process of a provider, asked once in a run of the tests: a provider takes most of a second to
 * write its schema.
 *
 * @param question names the provider's program, the call and its content
 */
export async function keptAnswer(question: string, ask: () => Promise<CallAnswer>): Promise<CallAnswer> {
  const { TEST_RUN_FOLDER: runFolder } = process.env;
  if (runFolder === undefined) return ask();
  const folder = join(runFolder, "provider-answers");
  const file = join(folder, createHash("sha256").update(question).digest("hex"));
  try {
    return { body: readFileSync(file), status: OK };
  } catch {
    const answer = await ask();
    if (answer.status !== OK) return answer;
    mkdirSync(folder, { recursive: true });
    // Renamed into its place: another worker may be reading.
    const unfinished = join(folder, randomUUID());
    writeFileSync(unfinished, answer.body);
    renameSync(unfinished, file);
    return answer;
  }
}
