import { AwsError } from "../protocol/aws-error";
import type { AwsRequest } from "../protocol/aws-request";
import { operationName } from "../protocol/protocol";
import { namedOperation } from "../service-models/named-operation";
import { isModelled, serviceModel } from "../service-models/service-model";

/**
 * Refuses a request that names no operation of its service's model, as AWS does before it asks who may call it. A service without
 * a model, and one whose paths name its operations, is left to who answers it.
 *
 * @param service signing name
 * @throws AwsError InvalidAction or MissingAction of the query protocol (Common Errors of IAM and STS), UnknownOperationException
 * of the JSON one, with the status that it has on the wire (github.com/aws/aws-sdk-net/issues/1536)
 */
export function refuseUnknownOperation(service: string, request: AwsRequest): void {
  if (!isModelled(service)) return;
  const model = serviceModel(service);
  if (model.protocol === "rest-json" || namedOperation(model, request) !== undefined) return;
  const name = operationName(request);
  if (model.protocol === "json") {
    throw new AwsError("UnknownOperationException", `Unknown operation: ${name ?? "none is named"}`);
  }
  if (name === undefined) {
    throw new AwsError("MissingAction", "The request is missing an action or a required parameter.");
  }
  throw new AwsError("InvalidAction", `Could not find operation ${name} for version ${model.apiVersion}`);
}
