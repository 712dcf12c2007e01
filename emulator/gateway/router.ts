import type { SignedRequest } from "../authentication/signed-request";
import { authorizeRequest } from "../authorization/authorize-request";
import type { IdentityAuthorizer } from "../authorization/identity-authorizer";
import { iamRequirements } from "../authorization/requirements/iam";
import { lambdaRequirements } from "../authorization/requirements/lambda";
import { logsRequirements } from "../authorization/requirements/logs";
import { otherRequirements } from "../authorization/requirements/other";
import type { Requirement } from "../authorization/requirements/requirement";
import type { EmulatorEvent } from "../emulator-event";
import type { IamService } from "../iam/iam-service";
import type { StoredIam } from "../iam/stored-iam";
import type { LambdaService } from "../lambda/lambda-service";
import { checkFunctionLimits } from "../lambda/limits/check-limits";
import type { MotoClient } from "../moto/moto-client";
import { jsonAnswer } from "../protocol/answer";
import type { AwsResponse } from "../protocol/aws-request";
import { jsonInput } from "../protocol/json-body";
import { lambdaRoute } from "../protocol/lambda-route";
import { operationName, type Protocol } from "../protocol/protocol";
import type { DataApiService } from "../redshift-data/data-api-service";
import { checkInput } from "../service-models/check-input";
import type { StsService } from "../sts/sts-service";
import { readableAnswer } from "./moto-answer";

/** Who answers what, and who decides. */
export interface GatewayServices {
  readonly sts: StsService;
  readonly iam: IamService;
  readonly storedIam: Pick<StoredIam, "roleNamed">;
  readonly lambda: LambdaService;
  readonly dataApi: DataApiService;
  readonly moto: MotoClient;
  readonly authorizer: IdentityAuthorizer;
}

/**
 * Sends a request to the service that answers it. STS and the Data API are implemented here; IAM and Lambda are moto's
 * with corrections; everything else is moto's once the caller is authorized. Before all of them comes the service's model.
 *
 * @param log told of what moto fails at
 * @throws AwsError what the service refuses, access denied, or that the local accounts have no such call
 */
export async function route(
  request: SignedRequest,
  protocol: Protocol,
  services: GatewayServices,
  log: (event: EmulatorEvent) => void,
): Promise<AwsResponse> {
  checkInput(request);
  return readableAnswer(await serviceAnswer(request, protocol, services), request, log);
}

async function serviceAnswer(
  request: SignedRequest,
  protocol: Protocol,
  services: GatewayServices,
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
      // Invoke is authorized by the service: its action is not named like the operation.
      if (named.operation !== "Invoke") await needs(() => lambdaRequirements(request, named));
      await checkFunctionLimits(request, named, moto);
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
  request: SignedRequest,
  operation: string,
  dataApi: DataApiService,
): Promise<AwsResponse> {
  const { caller, scope } = request;
  const input = jsonInput(request);
  return jsonAnswer(await dataApi.handle({ operation, input, caller, region: scope.region }));
}
