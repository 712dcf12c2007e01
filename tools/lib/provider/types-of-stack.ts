import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** As a type stands in a stack and in a state. */
const QUOTED_WORD = /"(\w+)"/g;

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
  // Somebody asks of each of some 1,500 types: looking through the texts for each took a moment of every run of Terraform.
  const words = new Set(
    [...stack.matchAll(QUOTED_WORD), ...state.matchAll(QUOTED_WORD)].map(([, word]) => word),
  );
  return (type) => words.has(type);
}

/** What is encrypted has no resources that anybody could read. */
function hasResources(state: string): boolean {
  try {
    return Array.isArray(JSON.parse(state).resources);
  } catch {
    return false;
  }
}
