import { randomUUID } from "node:crypto";
import { authorizeRequest } from "../authorization/authorize-request";
import type { IdentityAuthorizer } from "../authorization/identity-authorizer";
import { iamRequirements } from "../authorization/request-resource/iam";
import { lambdaRequirements } from "../authorization/request-resource/lambda";
import { logsRequirements } from "../authorization/request-resource/logs";
import { otherRequirements } from "../authorization/request-resource/other";
import type { Requirement } from "../authorization/request-resource/requirement";
import type { IamService } from "../iam/iam-service";
import type { StoredIam } from "../iam/stored-iam";
import type { LambdaService } from "../lambda/lambda-service";
import { lambdaRoute } from "../lambda/route";
import type { MotoClient } from "../moto/moto-client";
import { AwsError } from "../protocol/aws-error";
import { stringifyAwsJson } from "../protocol/aws-json";
import type { AwsResponse, SignedRequest } from "../protocol/aws-request";
import { operationName, type Protocol } from "../protocol/protocol";
import type { Sts } from "../sts/sts";
import type { DataApiBackend } from "./gateway-options";

export interface Services {
  readonly sts: Sts;
  readonly iam: IamService;
  readonly storedIam: Pick<StoredIam, "roleNamed">;
  readonly lambda: LambdaService;
  readonly dataApi: DataApiBackend;
  readonly moto: MotoClient;
  readonly authorizer: IdentityAuthorizer;
}

/** Sends a request to whoever answers it: what decides access is ours, the rest is moto's. */
export async function route(
  request: SignedRequest,
  protocol: Protocol,
  services: Services,
): Promise<AwsResponse> {
  const { authorizer, moto } = services;
  const operation = operationName(request);
  const needs = (requirements: () => Promise<readonly Requirement[]>) =>
    authorizeRequest(request, protocol, authorizer, requirements);
  switch (request.scope.service) {
    case "sts":
      return services.sts.handle(request);
    case "redshift-data":
      return dataApiAnswer(request, operation ?? "", services.dataApi);
    case "lambda": {
      const named = lambdaRoute(request);
      // Invoke has an action and a resource of its own, decided there.
      if (named.operation !== "Invoke") await needs(() => lambdaRequirements(request, named));
      return services.lambda.handle(request, named);
    }
    case "iam":
      await needs(() => iamRequirements(request, operation ?? "", services.storedIam));
      return services.iam.handle(request, operation ?? "");
    case "logs":
      await needs(() => logsRequirements(request, operation ?? ""));
      return moto.forward(request.caller.accountId, request);
    default:
      await needs(() => otherRequirements(request.scope.service, operation));
      return moto.forward(request.caller.accountId, request);
  }
}

async function dataApiAnswer(
  { body, caller, scope }: SignedRequest,
  operation: string,
  dataApi: DataApiBackend,
): Promise<AwsResponse> {
  const output = await dataApi.handle({ operation, input: jsonInput(body), caller, region: scope.region });
  return {
    status: 200,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID() },
    body: stringifyAwsJson(output),
  };
}

function jsonInput(body: Buffer): Record<string, unknown> {
  let input: unknown;
  try {
    input = JSON.parse(body.toString("utf8") || "{}");
  } catch {
    throw new AwsError("SerializationException", "the request body is not valid JSON");
  }
  if (typeof input === "object" && input !== null && !Array.isArray(input))
    return input as Record<string, unknown>;
  throw new AwsError("SerializationException", "Start of structure or map found where not expected.");
}
