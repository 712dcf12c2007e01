import { isJson, type Json } from "../../../aws/json";
import { parseStrictJson } from "../strict-json";

/** The output whose description carries what a synthesized stack says under `//` into a plan, which keeps no comment. */
export const CARRYING_OUTPUT = "query_function_arn";

/**
 * What the description of that output tells, in a stack or in the configuration of a plan. Any other description tells nothing.
 *
 * @param stackJson `cdk.tf.json` as an object, or a plan's configuration in that shape
 */
export function toldInDescription(stackJson: unknown): Json {
  const outputs = isJson(stackJson) ? stackJson.output : undefined;
  const output = isJson(outputs) ? outputs[CARRYING_OUTPUT] : undefined;
  const description = isJson(output) ? output.description : undefined;
  if (typeof description !== "string") return {};
  try {
    const told = parseStrictJson(description);
    return isJson(told) ? told : {};
  } catch {
    return {};
  }
}
