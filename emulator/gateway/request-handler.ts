import { messageOf } from "../../tools/lib/terminal/message-of";
import { AwsError } from "../protocol/aws-error";
import type { AwsRequest, AwsResponse } from "../protocol/aws-request";
import { CredentialError } from "../protocol/credential-error";
import { credentialRefusal, errorAnswer } from "../protocol/error-answer";
import { operationName, type Protocol, protocolOf } from "../protocol/protocol";
import { type CredentialScope, credentialScope } from "../protocol/sigv4-scope";
import { hasValidSignature } from "../protocol/sigv4-signature";
import type { CredentialStore } from "./credential-store";
import { answerWithFault, ConnectionFault } from "./fault-injection";
import type { FaultPlan } from "./fault-plan";
import type { GatewayEvent } from "./gateway-event";
import { route, type Services } from "./router";

export interface RequestHandlerOptions {
  readonly credentials: CredentialStore;
  readonly services: Services;
  readonly faults?: FaultPlan | undefined;
  readonly log: (event: GatewayEvent) => void;
}

/**
 * Finds out who asks, lets the services answer, and writes every error in the words of its protocol.
 *
 * @throws ConnectionFault when the fault plan wants the connection to break
 */
export async function handleRequest(
  request: AwsRequest,
  options: RequestHandlerOptions,
): Promise<AwsResponse> {
  const scope = credentialScope(request);
  const protocol = protocolOf(request, scope?.service);
  try {
    if (scope === undefined) throw new CredentialError("missing");
    const { caller, secretAccessKey } = options.credentials.authenticate(scope);
    if (!hasValidSignature(request, scope, secretAccessKey)) throw new CredentialError("signature");
    const answer = () => route({ ...request, scope, caller }, protocol, options.services);
    const fault = options.faults?.next({
      service: scope.service,
      operation: operationName(request) ?? "",
      accessKeyId: scope.accessKeyId,
      body: request.body,
    });
    if (fault === undefined) return await answer();
    return await answerWithFault(fault, answer, options.credentials, scope.accessKeyId);
  } catch (error) {
    if (error instanceof ConnectionFault) throw error;
    return errorAnswer(protocol, awsError(error, request, scope, protocol, options.log));
  }
}

function awsError(
  error: unknown,
  request: AwsRequest,
  scope: CredentialScope | undefined,
  protocol: Protocol,
  log: (event: GatewayEvent) => void,
): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof CredentialError) return credentialRefusal(protocol, error.problem);
  log({
    kind: "failure",
    service: scope?.service ?? "",
    operation: operationName(request) ?? `${request.method} ${request.path}`,
    message: messageOf(error),
  });
  return new AwsError("InternalFailure", "the gateway failed; its log has the reason", 500);
}
