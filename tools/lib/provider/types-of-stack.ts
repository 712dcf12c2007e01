import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where `terraform init` notes the state's place. */
const BACKEND_FILE = ".terraform/terraform.tfstate";

/** A state that no backend keeps elsewhere lies here, unless the backend says where. */
const LOCAL_STATE = "terraform.tfstate";

/** A type that nobody can say is not used. */
const isAnyUsed = () => true;

/** The file of an initialized stack's state, whether it is there or not; `undefined` where the state is not in a file. */
export function localStateFile(stackFolder: string): string | undefined {
  const file = join(stackFolder, BACKEND_FILE);
  if (!existsSync(file)) return join(stackFolder, LOCAL_STATE);
  const { backend } = JSON.parse(readFileSync(file, "utf8"));
  if (backend?.type !== "local") return undefined;
  return join(stackFolder, backend.config?.path ?? LOCAL_STATE);
}

/**
 * Whether a type is named in a synthesized stack or in its state.
 *
 * @param state as Terraform writes it; empty where there is none. Any type may be in one that cannot be read, or in a stack of modules
 */
export function typesIn(stackFolder: string, state: string): (type: string) => boolean {
  const file = join(stackFolder, "cdk.tf.json");
  if (!existsSync(file) || (state !== "" && !hasResources(state))) return isAnyUsed;
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
