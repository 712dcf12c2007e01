import { isJson, type Json } from "../../aws/json";
import { AwsError } from "./aws-error";
import type { AwsRequest } from "./aws-request";

/**
 * The input of a request of a JSON protocol; an empty body is an empty object.
 *
 * @throws AwsError SerializationException when the body is no JSON object
 */
export function jsonInput({ body }: Pick<AwsRequest, "body">): Json {
  let input: unknown;
  try {
    input = parsed(body);
  } catch {
    throw new AwsError("SerializationException", "the request body is not valid JSON");
  }
  if (isJson(input)) return input;
  throw new AwsError("SerializationException", "Start of structure or map found where not expected.");
}

/** The same for a check that comes before the service's own: a body that is no JSON object is left to the service. */
export function jsonInputOrEmpty({ body }: Pick<AwsRequest, "body">): Json {
  try {
    const input = parsed(body);
    return isJson(input) ? input : {};
  } catch {
    return {};
  }
}

function parsed(body: Buffer): unknown {
  return JSON.parse(body.toString("utf8") || "{}");
}
