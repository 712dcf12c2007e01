import { parseIamArn } from "../../aws/iam";
import { LAMBDA_SERVICE } from "../../aws/lambda";
import type { SignedRequest } from "../authentication/signed-request";
import type { AccessDecisions } from "../authorization/access-decisions";
import { accessDenied } from "../authorization/access-denied";
import type { IdentityAuthorizer } from "../authorization/identity-authorizer";
import type { StoredIam } from "../iam/stored-iam";
import type { MotoClient } from "../moto/moto-client";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse } from "../protocol/aws-request";
import { type FunctionReference, functionReference } from "../protocol/function-reference";
import type { LambdaOperation, LambdaRoute } from "../protocol/lambda-route";
import { withKeptSettings } from "./configuration-answer";
import type { DeployedFunctions, LoggingConfig } from "./deployed-functions";
import type { ContainerPool } from "./invocation/container-pool";
import { assumableByLambda, ROLE_NOT_ASSUMABLE } from "./service-role";

interface FunctionInput {
  readonly FunctionName?: string;
  readonly Role?: string;
  readonly LoggingConfig?: LoggingConfig;
  readonly Code?: { readonly ZipFile?: string };
  readonly ZipFile?: string;
  readonly DryRun?: boolean;
  readonly ReservedConcurrentExecutions?: number;
}

/** What the control plane works with. */
interface ControlPlaneOptions {
  readonly moto: MotoClient;
  readonly iam: Pick<StoredIam, "role">;
  readonly decisions: Pick<AccessDecisions, "serviceTrust">;
  readonly authorizer: Pick<IdentityAuthorizer, "quietDenial">;
  readonly deployed: DeployedFunctions;
  readonly pool: ContainerPool;
}

/** Lambda's operations but Invoke: moto answers, and what moto neither checks nor stores is added. */
export class ControlPlane {
  constructor(private readonly options: ControlPlaneOptions) {}

  async handle(request: SignedRequest, route: LambdaRoute): Promise<AwsResponse> {
    const { moto, deployed } = this.options;
    const input = inputOf(request, route);
    const reference = functionOf(request, route, input);
    if (reference !== undefined && input.Role !== undefined)
      await this.checkRole(request, reference, input.Role);
    const answer = await moto.forward(request.caller.accountId, request);
    if (answer.status >= 300) return answer;
    // A version that is deleted leaves the function as it is.
    const isVersion = route.operation === "DeleteFunction" && request.query.has("Qualifier");
    if (reference !== undefined && !isVersion) await this.keep(route, reference, input);
    return withKeptSettings(answer, deployed);
  }

  private async checkRole(
    { caller }: SignedRequest,
    reference: FunctionReference,
    roleArn: string,
  ): Promise<void> {
    const { iam, decisions, authorizer } = this.options;
    const denial = await authorizer.quietDenial(caller, {
      action: "iam:PassRole",
      resource: roleArn,
      resourceAccountId: parseIamArn(roleArn)?.accountId ?? caller.accountId,
      resourceTags: (await iam.role(roleArn))?.tags ?? {},
      context: { "iam:PassedToService": LAMBDA_SERVICE, "iam:AssociatedResourceArn": reference.arn },
    });
    if (denial !== undefined) throw accessDenied("rest-json", denial);
    if ((await assumableByLambda(roleArn, reference, iam, decisions)) === undefined) {
      throw new AwsError("InvalidParameterValueException", ROLE_NOT_ASSUMABLE);
    }
  }

  private async keep(
    { operation }: LambdaRoute,
    { arn }: FunctionReference,
    input: FunctionInput,
  ): Promise<void> {
    const { deployed, pool } = this.options;
    const zip = input.Code?.ZipFile ?? input.ZipFile;
    switch (operation) {
      case "CreateFunction":
      case "UpdateFunctionConfiguration":
      case "UpdateFunctionCode":
        if (input.DryRun === true) return;
        if (zip !== undefined) deployed.setArchive(arn, Buffer.from(zip, "base64"));
        if (input.LoggingConfig !== undefined) deployed.setLoggingConfig(arn, input.LoggingConfig);
        await pool.retire(arn);
        return;
      case "PutFunctionConcurrency":
        deployed.setReservedConcurrency(arn, input.ReservedConcurrentExecutions);
        return;
      case "DeleteFunctionConcurrency":
        deployed.setReservedConcurrency(arn, undefined);
        return;
      case "DeleteFunction":
        deployed.delete(arn);
        await pool.retire(arn);
        return;
    }
  }
}

const OPERATIONS_WITH_INPUT: readonly LambdaOperation[] = [
  "CreateFunction",
  "UpdateFunctionCode",
  "UpdateFunctionConfiguration",
  "PutFunctionConcurrency",
];

function inputOf({ body }: SignedRequest, { operation }: LambdaRoute): FunctionInput {
  if (operation === undefined || !OPERATIONS_WITH_INPUT.includes(operation)) return {};
  try {
    return JSON.parse(body.toString("utf8")) as FunctionInput;
  } catch {
    throw new AwsError("InvalidRequestContentException", "Could not parse request body into json");
  }
}

function functionOf(
  { caller, scope }: SignedRequest,
  route: LambdaRoute,
  input: FunctionInput,
): FunctionReference | undefined {
  const name = route.functionName ?? input.FunctionName;
  if (name === undefined) return undefined;
  return functionReference(name, { accountId: caller.accountId, region: scope.region });
}
