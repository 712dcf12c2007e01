import { parseArn } from "../../../aws/arn";
import { AwsError } from "../../protocol/aws-error";

/** Layers of a function (AWS Lambda quotas). */
const MAX_LAYERS = 5;

/**
 * Refuses layers that Lambda refuses before it looks for them.
 *
 * @param layers ARNs of layer versions
 * @param region of the function
 * @throws AwsError in Lambda's words
 */
export function checkLayers(layers: readonly string[], region: string): void {
  if (layers.length > MAX_LAYERS) throw invalid(`Cannot reference more than ${MAX_LAYERS} layers.`);
  if (layers.some((arn) => (parseArn(arn)?.region ?? region) !== region))
    throw invalid(
      `Layers are not in the same region as the function. Layers are expected to be in region ${region}.`,
    );
  const seen = new Map<string, string>();
  for (const arn of layers) {
    const layer = arn.replace(/:\d+$/, "");
    const other = seen.get(layer);
    if (other !== undefined)
      throw invalid(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${other} and ${arn} are versions of the same layer.`,
      );
    seen.set(layer, arn);
  }
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
