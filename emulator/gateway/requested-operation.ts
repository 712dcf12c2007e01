import type { SignedRequest } from "../authentication/signed-request";
import { operationName } from "../protocol/protocol";
import { namedOperation } from "../service-models/named-operation";
import { isModelled, serviceModel } from "../service-models/service-model";

/** The operation of a request, from its parameters, its headers or its path; method and path where nothing names it. */
export function requestedOperation(request: SignedRequest): string {
  const { service } = request.scope;
  const named = isModelled(service) ? namedOperation(serviceModel(service), request)?.name : undefined;
  return named ?? operationName(request) ?? `${request.method} ${request.path}`;
}
