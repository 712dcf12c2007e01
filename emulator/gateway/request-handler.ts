import { CredentialError } from "../authentication/credential-error";
import { credentialRefusal } from "../authentication/credential-refusal";
import type { CredentialStore } from "../authentication/credential-store";
import { requestProperties } from "../authentication/request-properties";
import { type CredentialScope, credentialScope } from "../authentication/sigv4-scope";
import { hasValidSignature } from "../authentication/sigv4-signature";
import { unexpectedText } from "../emulator-error";
import type { EmulatorEvent } from "../emulator-event";
import { answerWithFault, ConnectionFault } from "../faults/fault-injection";
import type { FaultPlan } from "../faults/fault-plan";
import { AwsError } from "../protocol/aws-error";
import type { AwsRequest, AwsResponse } from "../protocol/aws-request";
import { errorAnswer } from "../protocol/error-answer";
import { operationName, type Protocol, protocolOf } from "../protocol/protocol";
import { unsignedRefusal } from "../sts/unsigned-operation";
import { type GatewayServices, route } from "./router";

/** What a request is answered with. */
export interface RequestHandlerOptions {
  readonly credentials: CredentialStore;
  readonly services: GatewayServices;
  readonly faults?: FaultPlan | undefined;
  readonly log: (event: EmulatorEvent) => void;
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
    if (scope === undefined) throw unsignedRefusal(operationName(request)) ?? new CredentialError("missing");
    const { caller, secretAccessKey } = options.credentials.authenticate(scope);
    if (!hasValidSignature(request, scope, secretAccessKey)) throw new CredentialError("signature");
    const sender = { ...caller, request: requestProperties(request, scope) };
    const answer = () =>
      route({ ...request, scope, caller: sender }, protocol, options.services, options.log);
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
  log: (event: EmulatorEvent) => void,
): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof CredentialError) return credentialRefusal(protocol, error.problem);
  const service = scope?.service ?? "";
  const operation = operationName(request) ?? `${request.method} ${request.path}`;
  log({ kind: "failure", service, operation, message: unexpectedText(error) });
  // The reason itself may hold what no client should see; the log has it.
  const cause = `the local accounts failed at ${operation}; --serve prints the reason`;
  return new AwsError("InternalFailure", cause, 500);
}
