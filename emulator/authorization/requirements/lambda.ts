import type { ConditionContext } from "../../../access/iam/decision";
import { lambdaViaService } from "../../../aws/lambda";
import { partitionOf } from "../../../aws/partition";
import type { SignedRequest } from "../../authentication/signed-request";
import { functionReference } from "../../protocol/function-reference";
import { jsonInputOrEmpty } from "../../protocol/json-body";
import type { LambdaRoute } from "../../protocol/lambda-route";
import type { StoredTags } from "../stored-tags";
import type { Requirement } from "./requirement";
import { resourceTypesOf } from "./resource-types";
import { tagContext, tagKeysContext, tagsOf, tagsOfResource } from "./tag-context";

/** What a Lambda request needs: its own action, and for a function that is created with tags the tag action too. */
export async function lambdaRequirements(
  request: SignedRequest,
  route: LambdaRoute,
  tagsOfFunction: StoredTags["ofFunction"],
): Promise<readonly Requirement[]> {
  const { operation } = route;
  // The operation is not known here, so only a caller that may do everything may do it.
  if (operation === undefined) return [{ action: "lambda:*" }];
  const input = jsonInputOrEmpty(request);
  const types = (await resourceTypesOf("lambda", operation)) ?? ["unknown"];
  const resource = types.length === 0 ? "*" : resourceOf(request, route, input.FunctionName);
  const tags = tagsOf(input.Tags);
  const context = { ...tagContext(tags), ...removedTags(request, operation) };
  const tagged = operation === "CreateFunction" && Object.keys(tags).length > 0;
  const actions = [`lambda:${operation}`, ...(tagged ? ["lambda:TagResource"] : [])];
  const shared = await tagsOfResource(resource, !operation.startsWith("Create"), tagsOfFunction);
  const own = actions.map((action) => ({
    action,
    ...(resource === undefined ? {} : { resource }),
    ...shared,
    context,
  }));
  return [
    ...own,
    ...keyRequirements(request, operation, input.KMSKeyArn),
    ...layerRequirements(operation, input.Layers),
  ];
}

/**
 * What a key needs that encrypts the variables of a function (AWS Lambda developer guide, "Securing Lambda environment variables"):
 * Lambda encrypts for the caller, and makes a grant for the function's role.
 */
function keyRequirements(
  { scope }: SignedRequest,
  operation: string,
  keyArn: unknown,
): readonly Requirement[] {
  if (!["CreateFunction", "UpdateFunctionConfiguration"].includes(operation)) return [];
  if (typeof keyArn !== "string" || keyArn === "") return [];
  const at = { partition: partitionOf(scope.region), region: scope.region };
  const context = { "kms:ViaService": lambdaViaService(at) };
  return ["kms:CreateGrant", "kms:Encrypt"].map((action) => ({ action, resource: keyArn, context }));
}

/** Whoever gives a function a layer has to be allowed to read it (AWS Lambda developer guide, "Granting Lambda layer access"). */
function layerRequirements(operation: string, layers: unknown): readonly Requirement[] {
  if (!["CreateFunction", "UpdateFunctionConfiguration"].includes(operation)) return [];
  if (!Array.isArray(layers)) return [];
  return layers.map((arn) => ({ action: "lambda:GetLayerVersion", resource: String(arn) }));
}

function resourceOf(
  { caller, scope, query }: SignedRequest,
  { functionName, taggedArn }: LambdaRoute,
  nameInBody: unknown,
): string | undefined {
  if (taggedArn !== undefined) return taggedArn;
  const name = functionName ?? (typeof nameInBody === "string" ? nameInBody : undefined);
  if (name === undefined) return undefined;
  const place = { accountId: caller.accountId, region: scope.region };
  const reference = functionReference(name, place, query.get("Qualifier") ?? undefined);
  if (reference === undefined) return undefined;
  return reference.qualifier === undefined ? reference.arn : `${reference.arn}:${reference.qualifier}`;
}

function removedTags({ query }: SignedRequest, operation: string): ConditionContext {
  return operation === "UntagResource" ? tagKeysContext(query.getAll("tagKeys")) : {};
}
