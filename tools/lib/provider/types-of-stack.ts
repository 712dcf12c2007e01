import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A type that nobody can say is not used. */
const isAnyUsed = () => true;

/**
 * Whether a type is named in a synthesized stack or in its state.
 *
 * @param state as Terraform writes it, empty where there is none; absent where nobody can say. Any type may be in one that cannot be read,
 *   or in a stack of modules
 */
export function typesIn(stackFolder: string, state: string | undefined): (type: string) => boolean {
  const file = join(stackFolder, "cdk.tf.json");
  if (!existsSync(file) || state === undefined || (state !== "" && !hasResources(state))) return isAnyUsed;
  const stack = readFileSync(file, "utf8");
  // What a module is made of stands in files of its own.
  if ("module" in JSON.parse(stack)) return isAnyUsed;
  const texts = [stack, state];
  return (type) => texts.some((text) => text.includes(`"${type}"`));
}

/** What is encrypted has no resources that anybody could read. */
function hasResources(state: string): boolean {
  try {
    return Array.isArray(JSON.parse(state).resources);
  } catch {
    return false;
  }
}
