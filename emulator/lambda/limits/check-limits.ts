import { parseArn } from "../../../aws/arn";
import { isJson, type Json } from "../../../aws/json";
import type { SignedRequest } from "../../authentication/signed-request";
import type { MotoClient } from "../../moto/moto-client";
import { AwsError } from "../../protocol/aws-error";
import { functionReference } from "../../protocol/function-reference";
import { jsonInputOrEmpty } from "../../protocol/json-body";
import type { LambdaRoute } from "../../protocol/lambda-route";
import { checkStoredArchive } from "../deployed-archive";
import { checkReservedConcurrency } from "./account-concurrency";
import { checkArchive } from "./archive";
import { checkVariables } from "./environment";
import { checkLayers } from "./layers";
import { checkRuntime, checkSnapStart } from "./runtimes";

/** Most memory of a function, megabytes, and longest name of one, characters (AWS Lambda quotas). */
const MAX_MEMORY_MEGABYTES = 10_240;
const MAX_NAME_CHARACTERS = 64;

/**
 * Refuses what Lambda refuses of a function beside its model: runtimes, variables, archives, roles of other accounts, more
 * concurrency than the account has.
 *
 * @throws AwsError in Lambda's words
 */
export async function checkFunctionLimits(
  request: SignedRequest,
  { operation, functionName }: LambdaRoute,
  moto: Pick<MotoClient, "call">,
): Promise<void> {
  const { caller, scope } = request;
  const place = { accountId: caller.accountId, region: scope.region };
  switch (operation) {
    case "CreateFunction": {
      const input = jsonInputOrEmpty(request);
      checkName(input.FunctionName);
      checkSettings(input, request);
      checkNew(input);
      if (isJson(input.Code)) await checkStoredArchive(moto, place, input.Code);
      return;
    }
    case "UpdateFunctionConfiguration":
      checkSettings(jsonInputOrEmpty(request), request);
      return;
    case "UpdateFunctionCode":
      checkCode(jsonInputOrEmpty(request));
      await checkStoredArchive(moto, place, jsonInputOrEmpty(request));
      return;
    case "PutFunctionConcurrency": {
      const { ReservedConcurrentExecutions: reserved } = jsonInputOrEmpty(request);
      const reference = functionReference(functionName ?? "", place);
      if (reference === undefined || typeof reserved !== "number") return;
      await checkReservedConcurrency(moto, reference, reserved);
    }
  }
}

function checkName(text: unknown): void {
  const name = typeof text === "string" && !text.includes(":") ? text : "";
  if (name.length <= MAX_NAME_CHARACTERS) return;
  throw invalid(
    `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to ${MAX_NAME_CHARACTERS}`,
  );
}

/** What a function is created with and changed to. */
function checkSettings(input: Json, { caller, scope }: SignedRequest): void {
  const { Runtime, MemorySize, Environment, Layers, Role, SnapStart } = input;
  if (typeof Runtime === "string") {
    checkRuntime(Runtime);
    checkSnapStart(SnapStart, Runtime);
  }
  if (Array.isArray(Layers)) checkLayers(Layers.map(String), scope.region);
  if (typeof MemorySize === "number" && MemorySize > MAX_MEMORY_MEGABYTES) {
    throw invalid(
      `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${MAX_MEMORY_MEGABYTES}`,
    );
  }
  checkVariables(Environment);
  if (typeof Role !== "string") return;
  const { accountId } = parseArn(Role) ?? {};
  if (accountId === caller.accountId) return;
  throw new AwsError("AccessDeniedException", "Cross-account pass role is not allowed.", 403);
}

function checkNew({ PackageType, Runtime, Handler, Code }: Json): void {
  if (PackageType === "Image") return;
  if (Runtime === undefined || Handler === undefined) {
    throw invalid(
      "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
    );
  }
  if (isJson(Code)) checkCode(Code);
}

function checkCode({ ZipFile, S3Bucket, ImageUri, DryRun }: Json): void {
  if (typeof ZipFile === "string") checkArchive(ZipFile);
  else if (S3Bucket === undefined && ImageUri === undefined && DryRun === undefined)
    throw invalid("Please provide a source for function code.");
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
