import type { SignedRequest } from "../authentication/signed-request";
import { operationName } from "../protocol/protocol";
import { namedOperation } from "../service-models/named-operation";
import { isModelled, serviceModel } from "../service-models/service-model";

/** What a request asks for, in the words of its service as far as they are known. */
interface RequestedOperation {
  /** The operation; method and path where nothing names it. */
  readonly name: string;
  /** False for a name that its service's model does not have; true where there is no model to ask. */
  readonly isKnown: boolean;
  /** Of the model. */
  readonly apiVersion?: string;
}

/** Names the operation of a request, from its parameters, its headers or its path. */
export function requestedOperation(request: SignedRequest): RequestedOperation {
  const { service } = request.scope;
  const sent = operationName(request);
  if (!isModelled(service)) return { name: sent ?? pathOf(request), isKnown: true };
  const model = serviceModel(service);
  const named = namedOperation(model, request)?.name;
  if (named !== undefined) return { name: named, isKnown: true };
  return { name: sent ?? pathOf(request), isKnown: sent === undefined, apiVersion: model.apiVersion };
}

function pathOf({ method, path }: SignedRequest): string {
  return `${method} ${path}`;
}
