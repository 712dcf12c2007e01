import type { SignedRequest } from "../authentication/signed-request";
import { authorizeRequest } from "../authorization/authorize-request";
import type { IdentityAuthorizer } from "../authorization/identity-authorizer";
import { iamRequirements } from "../authorization/requirements/iam";
import { lambdaRequirements } from "../authorization/requirements/lambda";
import { logsRequirements } from "../authorization/requirements/logs";
import { otherRequirements } from "../authorization/requirements/other";
import { redshiftRequirements, serverlessRequirements } from "../authorization/requirements/redshift";
import type { Requirement } from "../authorization/requirements/requirement";
import type { IamService } from "../iam/iam-service";
import type { StoredIam } from "../iam/stored-iam";
import type { LambdaService } from "../lambda/lambda-service";
import type { MotoClient } from "../moto/moto-client";
import { jsonAnswer } from "../protocol/answer";
import type { AwsResponse } from "../protocol/aws-request";
import { jsonInput } from "../protocol/json-body";
import { lambdaRoute } from "../protocol/lambda-route";
import { operationName, type Protocol } from "../protocol/protocol";
import type { ClusterService } from "../redshift/cluster-service";
import type { ServerlessService } from "../redshift/serverless-service";
import type { DataApiService } from "../redshift-data/data-api-service";
import type { StsService } from "../sts/sts-service";

/** Who answers what, and who decides. */
export interface GatewayServices {
  readonly sts: StsService;
  readonly iam: IamService;
  readonly storedIam: Pick<StoredIam, "roleNamed">;
  readonly lambda: LambdaService;
  readonly dataApi: DataApiService;
  readonly clusters: ClusterService;
  readonly serverless: ServerlessService;
  readonly moto: MotoClient;
  readonly authorizer: IdentityAuthorizer;
}

/**
 * Sends a request to the service that answers it. STS and the Data API are implemented here; IAM, Lambda and Redshift are moto's
 * with corrections; everything else is moto's once the caller is authorized.
 *
 * @throws AwsError what the service refuses, or access denied
 */
export async function route(
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
      return services.lambda.handle(request, named);
    }
    case "iam":
      await needs(() => iamRequirements(request, operation ?? "", services.storedIam));
      return services.iam.handle(request, operation ?? "");
    case "logs":
      await needs(() => logsRequirements(request, operation ?? ""));
      return moto.forward(request.caller.accountId, request);
    case "redshift":
      await needs(() => redshiftRequirements(request, operation));
      return services.clusters.handle(request, operation ?? "");
    case "redshift-serverless":
      await needs(() =>
        serverlessRequirements(request, operation, (name) => services.serverless.idOf(request, name)),
      );
      return services.serverless.handle(request, operation ?? "");
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
