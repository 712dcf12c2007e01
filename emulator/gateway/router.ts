import { CredentialError } from "../authentication/credential-error";
import type { SignedRequest } from "../authentication/signed-request";
import { authorizeRequest } from "../authorization/authorize-request";
import type { IdentityAuthorizer } from "../authorization/identity-authorizer";
import { iamRequirements } from "../authorization/requirements/iam";
import { lambdaRequirements } from "../authorization/requirements/lambda";
import { logsRequirements } from "../authorization/requirements/logs";
import { cloudwatchRequirements, parameterRequirements } from "../authorization/requirements/monitoring";
import { otherRequirements } from "../authorization/requirements/other";
import { redshiftRequirements, serverlessRequirements } from "../authorization/requirements/redshift";
import type { Requirement } from "../authorization/requirements/requirement";
import { s3Requirements } from "../authorization/requirements/s3";
import { topicRequirements } from "../authorization/requirements/sns";
import type { StoredParameters } from "../authorization/stored-parameters";
import type { StoredTags } from "../authorization/stored-tags";
import type { EmulatorEvent } from "../emulator-event";
import { type AccessKeys, forNamedUser } from "../iam/access-keys";
import type { IamService } from "../iam/iam-service";
import type { StoredIam } from "../iam/stored-iam";
import { withUniqueIds } from "../iam/unique-ids";
import type { LambdaService } from "../lambda/lambda-service";
import { checkFunctionConflicts } from "../lambda/limits/check-conflicts";
import { checkFunctionLimits } from "../lambda/limits/check-limits";
import type { MotoClient } from "../moto/moto-client";
import { jsonAnswer } from "../protocol/answer";
import type { AwsResponse } from "../protocol/aws-request";
import { jsonInput } from "../protocol/json-body";
import { lambdaRoute } from "../protocol/lambda-route";
import { operationName, type Protocol } from "../protocol/protocol";
import type { ClusterService } from "../redshift/cluster-service";
import type { ServerlessService } from "../redshift/serverless-service";
import type { DataApiService } from "../redshift-data/data-api-service";
import type { SeededPolicies } from "../resource-policies/seeded-policies";
import { checkInput } from "../service-models/check-input";
import type { StsService } from "../sts/sts-service";
import { readableAnswer } from "./moto-answer";
import { seededPolicyAnswer } from "./seeded-policy-answer";
import { refuseUnknownOperation } from "./unknown-operation";

/** Who answers what, and who decides. */
export interface GatewayServices {
  readonly sts: StsService;
  readonly iam: IamService;
  readonly accessKeys: AccessKeys;
  readonly storedIam: Pick<StoredIam, "roleNamed" | "userNamed">;
  readonly seededPolicies: SeededPolicies;
  readonly lambda: LambdaService;
  readonly dataApi: DataApiService;
  readonly clusters: ClusterService;
  readonly serverless: ServerlessService;
  readonly moto: MotoClient;
  readonly authorizer: IdentityAuthorizer;
  readonly tags: StoredTags;
  readonly parameters: StoredParameters;
}

/**
 * Sends a request to the service that answers it. STS and the Data API are implemented here; IAM, Lambda and Redshift are moto's
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
  refuseUnknownOperation(request.scope.service, request);
  checkInput(request);
  return readableAnswer(await serviceAnswer(request, protocol, services), request, log);
}

async function serviceAnswer(
  request: SignedRequest,
  protocol: Protocol,
  services: GatewayServices,
): Promise<AwsResponse> {
  const { authorizer, moto, tags } = services;
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
      if (named.operation !== "Invoke")
        await needs(() => lambdaRequirements(request, named, (arn) => tags.ofFunction(arn)));
      await checkFunctionLimits(request, named, moto);
      await checkFunctionConflicts(request, named, moto);
      return services.lambda.handle(request, named);
    }
    case "iam":
      return iamAnswer(request, operation ?? "", services);
    case "logs":
      await needs(() => logsRequirements(request, operation ?? "", (arn) => tags.ofLogGroup(arn)));
      return moto.forward(request.caller.accountId, request);
    case "secretsmanager":
    case "kms": {
      const answer = await seededPolicyAnswer(request, operation ?? "", services.seededPolicies, authorizer);
      if (answer !== undefined) return answer;
      await needs(() => otherRequirements(request.scope.service, operation));
      return moto.forward(request.caller.accountId, request);
    }
    case "monitoring":
      await needs(() => cloudwatchRequirements(request, operation));
      return moto.forward(request.caller.accountId, request);
    case "ssm":
      await needs(() =>
        parameterRequirements(request, operation, (at, name) => services.parameters.keyOf(at, name)),
      );
      return moto.forward(request.caller.accountId, request);
    case "s3":
      await needs(() => s3Requirements(request));
      return moto.forward(request.caller.accountId, request);
    case "sns":
      await needs(() => topicRequirements(request, operation));
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

async function iamAnswer(
  sent: SignedRequest,
  operation: string,
  { authorizer, iam, accessKeys, storedIam }: GatewayServices,
): Promise<AwsResponse> {
  // IAM takes no temporary credentials of a user without a second factor (STS API reference, GetSessionToken, GetFederationToken).
  if (sent.caller.session !== undefined && sent.caller.role === undefined)
    throw new CredentialError("unknown");
  const request = forNamedUser(sent, operation);
  await authorizeRequest(request, "query", authorizer, () => iamRequirements(request, operation, storedIam));
  const answer = await iam.handle(request, operation);
  return accessKeys.apply(request, operation, { ...answer, body: withUniqueIds(answer.body.toString()) });
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
