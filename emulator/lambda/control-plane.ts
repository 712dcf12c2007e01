import { parseIamArn } from "../../aws/iam";
import { presentMembers } from "../../aws/json";
import { LAMBDA_SERVICE } from "../../aws/lambda";
import type { SignedRequest } from "../authentication/signed-request";
import type { AccessDecisions } from "../authorization/access-decisions";
import { accessDenied } from "../authorization/access-denied";
import type { IdentityAuthorizer } from "../authorization/identity-authorizer";
import type { EmulatorEvent } from "../emulator-event";
import type { StoredIam } from "../iam/stored-iam";
import type { MotoClient } from "../moto/moto-client";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse } from "../protocol/aws-request";
import { type FunctionReference, plainlyNamed } from "../protocol/function-reference";
import { jsonInputOrEmpty } from "../protocol/json-body";
import type { LambdaOperation, LambdaRoute } from "../protocol/lambda-route";
import { isPolicyOperation, type QualifiedPolicies } from "../resource-policies/qualified-policies";
import { type EventInvokeConfigs, isEventInvokeOperation } from "./asynchronous/event-invoke-config";
import { correctedAnswer } from "./configuration-answer";
import { archiveOf } from "./deployed-archive";
import type { DeployedFunctions } from "./deployed-functions";
import { readFunctionConfiguration } from "./function-configuration";
import { type FunctionInput, inputOf } from "./function-input";
import type { ContainerPool } from "./invocation/container-pool";
import { namedFunction } from "./named-function";
import { isProvisionedOperation, ProvisionedConcurrency } from "./provisioned-concurrency";
import type { SeededLayers } from "./seeded-layers";
import { assumableByLambda, ROLE_NOT_ASSUMABLE } from "./service-role";

/** What the control plane works with. */
interface ControlPlaneOptions {
  readonly moto: MotoClient;
  readonly iam: Pick<StoredIam, "role">;
  readonly decisions: Pick<AccessDecisions, "serviceTrust">;
  readonly authorizer: Pick<IdentityAuthorizer, "quietDenial">;
  readonly deployed: DeployedFunctions;
  readonly configs: EventInvokeConfigs;
  readonly policies: QualifiedPolicies;
  readonly layers: SeededLayers;
  readonly pool: ContainerPool;
  readonly log: (event: EmulatorEvent) => void;
}

/** Lambda's operations but Invoke: moto answers, and what moto neither checks nor stores is added. */
export class ControlPlane {
  private readonly provisioned = new ProvisionedConcurrency();

  constructor(private readonly options: ControlPlaneOptions) {}

  async handle(request: SignedRequest, route: LambdaRoute): Promise<AwsResponse> {
    const { moto, deployed, layers } = this.options;
    const { operation } = route;
    const input = inputOf(request, route);
    const reference = functionOf(request, route, input);
    const ofVersion = reference === undefined ? undefined : this.ofVersion(request, operation, reference);
    if (ofVersion !== undefined) return ofVersion;
    if (reference !== undefined) await this.check(request, operation, reference, input);
    const body = layers.forMoto(request.body, input.Layers ?? []);
    const answer = await moto.forward(
      request.caller.accountId,
      plainlyNamed(request, route, reference),
      body,
    );
    if (answer.status >= 300) return answer;
    // A version that is deleted leaves the function as it is.
    const isVersion = operation === "DeleteFunction" && reference?.qualifier !== undefined;
    if (reference !== undefined && !isVersion) await this.keep(route, reference, input);
    const published = reference === undefined ? undefined : await this.publish(operation, reference, input);
    return correctedAnswer(published ?? answer, operation, deployed);
  }

  /** The operations that Lambda decides for each version and alias by itself, and moto does not. */
  private ofVersion(
    request: SignedRequest,
    operation: LambdaOperation | undefined,
    reference: FunctionReference,
  ): Promise<AwsResponse> | undefined {
    const { configs, policies, deployed } = this.options;
    const exists = (named: FunctionReference) => this.exists(named);
    if (isEventInvokeOperation(operation)) return configs.handle(operation, request, reference, exists);
    if (isProvisionedOperation(operation)) {
      const reserved = deployed.reservedConcurrency(reference.arn);
      return this.provisioned.handle(operation, jsonInputOrEmpty(request), reference, exists, reserved);
    }
    if (!isPolicyOperation(operation) || reference.qualifier === undefined) return undefined;
    const statementId = decodeURIComponent(request.path.split("/").at(-1) ?? "");
    return policies.handle(operation, jsonInputOrEmpty(request), reference, exists, statementId);
  }

  /** Refuses what Lambda refuses and moto does not. */
  private async check(
    request: SignedRequest,
    operation: LambdaOperation | undefined,
    reference: FunctionReference,
    input: FunctionInput,
  ): Promise<void> {
    const { name, namedArn, qualifier } = reference;
    if (input.Role !== undefined) await this.checkRole(request, reference, input.Role);
    if (operation === "DeleteFunction" && namedArn.endsWith(":$LATEST")) {
      throw new AwsError(
        "InvalidParameterValueException",
        "$LATEST version cannot be deleted without deleting the function.",
      );
    }
    if (operation === "CreateFunction" && (await this.exists(reference))) {
      throw new AwsError("ResourceConflictException", `Function already exist: ${name}`, 409);
    }
    if (operation?.endsWith("FunctionConcurrency") === true) {
      if (qualifier !== undefined) {
        throw new AwsError(
          "InvalidParameterValueException",
          "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
        );
      }
      if (operation === "PutFunctionConcurrency" && !(await this.exists(reference)))
        throw functionNotFound(`${reference.arn}:$LATEST`);
    }
  }

  private async exists(reference: FunctionReference): Promise<boolean> {
    return (await readFunctionConfiguration(this.options.moto, reference)) !== undefined;
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
    reference: FunctionReference,
    input: FunctionInput,
  ): Promise<void> {
    const { deployed, configs, policies, pool, moto, log } = this.options;
    const { arn } = reference;
    switch (operation) {
      case "CreateFunction":
      case "UpdateFunctionConfiguration":
      case "UpdateFunctionCode": {
        if (input.DryRun === true) return;
        const archive = await archiveOf(moto, reference, input.Code);
        if (archive !== undefined) deployed.addArchive(arn, archive);
        if (input.LoggingConfig !== undefined) deployed.setLoggingConfig(arn, input.LoggingConfig);
        if (input.DeadLetterConfig !== undefined) deployed.setDeadLetterConfig(arn, input.DeadLetterConfig);
        if (input.Architectures !== undefined) deployed.setArchitectures(arn, input.Architectures);
        this.keepSettings(reference, input);
        await pool.retire(arn);
        if (operation === "CreateFunction") log({ kind: "function-created", functionArn: arn });
        return;
      }
      case "PutFunctionConcurrency":
        deployed.setReservedConcurrency(arn, input.ReservedConcurrentExecutions);
        return;
      case "DeleteFunctionConcurrency":
        deployed.setReservedConcurrency(arn, undefined);
        return;
      case "DeleteFunction":
        deployed.delete(arn);
        for (const ofVersions of [configs, policies, this.provisioned]) ofVersions.delete(arn);
        await pool.retire(arn);
        return;
    }
  }

  private keepSettings({ arn, name }: FunctionReference, { Layers, ...input }: FunctionInput): void {
    const { deployed, layers, log } = this.options;
    const kept = Layers === undefined ? undefined : layers.kept(Layers);
    deployed.setSettings(arn, { ...input, ...presentMembers({ Layers: kept }) });
    if (kept === undefined || kept.length === 0) return;
    const names = kept.map(({ Arn }) => Arn).join(", ");
    log({
      kind: "note",
      message: `${name} runs without the content of its layers, which is not here: ${names}`,
    });
  }

  /** An update may publish what it changed; the answer is then the new version's. Of a new function moto does so itself. */
  private async publish(
    operation: LambdaOperation | undefined,
    { accountId, region, name }: FunctionReference,
    input: FunctionInput,
  ): Promise<AwsResponse | undefined> {
    if (operation !== "UpdateFunctionCode" || input.Publish !== true || input.DryRun === true)
      return undefined;
    const path = `/2015-03-31/functions/${name}/versions`;
    const answer = await this.options.moto.call({ accountId, region, service: "lambda", path, body: "{}" });
    return { ...answer, status: 200 };
  }
}

/**
 * @throws AwsError another region's function, or another account's: nobody but the function's own policy could let its caller in,
 * and that is not evaluated here
 */
function functionOf(
  request: SignedRequest,
  { functionName, operation }: LambdaRoute,
  input: FunctionInput,
): FunctionReference | undefined {
  const name = functionName ?? input.FunctionName;
  const reference = name === undefined ? undefined : namedFunction(request, name);
  if (reference === undefined || reference.accountId === request.caller.accountId) return reference;
  throw accessDenied(
    "rest-json",
    `User: ${request.caller.arn} is not authorized to perform: lambda:${operation ?? "*"} on resource: ${reference.namedArn} because no resource-based policy allows the lambda:${operation ?? "*"} action`,
  );
}

function functionNotFound(arn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Function not found: ${arn}`, 404);
}
