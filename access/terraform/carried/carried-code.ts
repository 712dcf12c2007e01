import { isJson } from "../../../aws/json";
import { toldInDescription } from "./carrying-output";

/** Code that is not this project's function: a handler that the project bundles, or an archive as it is. */
export interface CarriedCode {
  readonly kind: "entry" | "archive";
  /** Path from the project. */
  readonly file: string;
}

/**
 * Whose code the function of a stack is, as the stack says under `//`. Whoever wrote the file may have put anything there.
 *
 * @param stackJson the stack's `cdk.tf.json` as an object
 * @returns nothing for the project's own function
 */
export function commentedCode(stackJson: unknown): CarriedCode | undefined {
  return codeIn(isJson(stackJson) ? stackJson["//"] : undefined);
}

/** The same in the configuration of a plan, or in what the stack hands to one: in the description of an output. */
export function describedCode(stackJson: unknown): CarriedCode | undefined {
  return codeIn(toldInDescription(stackJson));
}

function codeIn(told: unknown): CarriedCode | undefined {
  const code = isJson(told) && isJson(told.function) ? told.function : {};
  const [found, ...others] = Object.entries(code);
  if (found === undefined || others.length > 0) return undefined;
  const [kind, file] = found;
  if ((kind !== "entry" && kind !== "archive") || typeof file !== "string") return undefined;
  return { kind, file };
}
