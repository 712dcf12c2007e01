import { isJson, type Json } from "../../../aws/json";
import type { SignedRequest } from "../../authentication/signed-request";
import type { MotoClient } from "../../moto/moto-client";
import { AwsError } from "../../protocol/aws-error";
import { type FunctionReference, functionReference } from "../../protocol/function-reference";
import { jsonInputOrEmpty } from "../../protocol/json-body";
import type { LambdaRoute } from "../../protocol/lambda-route";
import { checkSnapStart } from "./runtimes";

/** Moto's answer to a question about the function, by the part of its path behind the name; `undefined`: it has none. */
type Look = (part: string) => Promise<Json | undefined>;

interface Change {
  readonly request: SignedRequest;
  readonly reference: FunctionReference;
  readonly input: Json;
  readonly look: Look;
  /** The last part of the path: of an alias its name. */
  readonly item: string;
}

type Check = (change: Change) => Promise<void>;

/**
 * Refuses what Lambda refuses of a change because of what is there already: other revisions, versions that aliases name,
 * statements and URLs that exist, code of another kind. What does not exist is left to moto's answer.
 *
 * @throws AwsError in Lambda's words
 */
export async function checkFunctionConflicts(
  request: SignedRequest,
  { operation, functionName, taggedArn }: LambdaRoute,
  moto: Pick<MotoClient, "call">,
): Promise<void> {
  if (operation === "TagResource" || operation === "UntagResource") checkTagged(taggedArn ?? "");
  const check = CHECKS[operation ?? ""];
  const { accountId } = request.caller;
  const { region } = request.scope;
  const qualifier = request.query.get("Qualifier") ?? undefined;
  const reference = functionReference(functionName ?? "", { accountId, region }, qualifier);
  if (check === undefined || reference === undefined || reference.accountId !== accountId) return;
  const look: Look = async (part) => {
    // Each part has the date of the API's version that brought it.
    const date = part === "/url" ? "2021-10-31" : "2015-03-31";
    const path = `/${date}/functions/${reference.name}${part}`;
    const { status, body } = await moto.call({ accountId, region, service: "lambda", method: "GET", path });
    // Moto gives an alias with 201.
    const answer: unknown = status < 300 ? JSON.parse(body.toString()) : undefined;
    return isJson(answer) ? answer : undefined;
  };
  const item = decodeURIComponent(request.path.split("/").at(-1) ?? "");
  await check({ request, reference, input: jsonInputOrEmpty(request), look, item });
}

function checkTagged(arn: string): void {
  if (/:function:[^:]+:[^:]+$/.test(arn))
    throw invalid("Tags on function aliases and versions are not supported. Please specify a function ARN.");
}

const addPermission: Check = async ({ reference, input, look }) => {
  const { StatementId, Principal, Action, FunctionUrlAuthType } = input;
  if (reference.namedArn.endsWith(":$LATEST"))
    throw invalid("We currently do not support adding policies for $LATEST.");
  if (!isPrincipal(String(Principal)))
    throw invalid("The provided principal was invalid. Please check the principal and try again.");
  if (FunctionUrlAuthType !== undefined && Action !== "lambda:InvokeFunctionUrl")
    throw invalid("FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action");
  // Those of versions and aliases are kept apart, and looked through where they are.
  if (reference.qualifier !== undefined) return;
  const policy: unknown = JSON.parse(String((await look("/policy"))?.Policy ?? "{}"));
  const statements = isJson(policy) && Array.isArray(policy.Statement) ? policy.Statement : [];
  if (statements.some(({ Sid }) => Sid === StatementId))
    throw conflict(
      `The statement id (${StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
};

/** Everybody, an account, a service, or an ARN of IAM's or STS's. */
function isPrincipal(text: string): boolean {
  return /^(?:\*|\d{12}|[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?|[a-z0-9-]+\.alexa\.[a-z.]+|arn:aws[a-z-]*:(?:iam|sts)::\d{12}:.+)$/.test(
    text,
  );
}

const routedAlias: Check = async ({ reference, input, look, item }) => {
  const { RoutingConfig } = input;
  const weights = isJson(RoutingConfig) ? RoutingConfig.AdditionalVersionWeights : undefined;
  const [version, ...more] = isJson(weights) ? Object.keys(weights) : [];
  if (version === undefined) return;
  if (more.length > 0) throw invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
  const stored = input.FunctionVersion === undefined ? await look(`/aliases/${item}`) : undefined;
  const first = input.FunctionVersion ?? stored?.FunctionVersion;
  if (version === first)
    throw invalid(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  if (first === "$LATEST")
    throw invalid("$LATEST is not supported for an alias pointing to more than 1 version");
  if ((await look(`?Qualifier=${encodeURIComponent(version)}`)) === undefined)
    throw new AwsError("ResourceNotFoundException", `Function not found: ${reference.arn}:${version}`, 404);
};

const revisedAlias: Check = async (change) => {
  checkRevision(change.input, await change.look(`/aliases/${change.item}`));
  await routedAlias(change);
};

const deletedVersion: Check = async ({ reference: { qualifier }, look }) => {
  if (qualifier === undefined) return;
  const { Aliases } = (await look("/aliases")) ?? {};
  const aliases: readonly Json[] = Array.isArray(Aliases) ? Aliases.filter(isJson) : [];
  if (aliases.some(({ Name }) => Name === qualifier))
    throw invalid("Deletion of aliases is not currently supported.");
  const names = aliases
    .filter((alias) => versionsOf(alias).includes(qualifier))
    .map(({ Name }) => String(Name));
  if (names.length > 0)
    throw conflict(
      `Unable to delete version because the following aliases reference it: [${names.join(", ")}]`,
    );
};

function versionsOf({ FunctionVersion, RoutingConfig }: Json): readonly unknown[] {
  const weights = isJson(RoutingConfig) ? RoutingConfig.AdditionalVersionWeights : undefined;
  return [FunctionVersion, ...(isJson(weights) ? Object.keys(weights) : [])];
}

const revised: Check = async ({ input, look }) => {
  const { RevisionId, Runtime, SnapStart } = input;
  if (RevisionId === undefined && SnapStart === undefined) return;
  const current = await configuration(look);
  if (current !== undefined) checkSnapStart(SnapStart, Runtime ?? current.Runtime);
  checkRevision(input, current);
};

const publishedVersion: Check = async ({ input, look }) => {
  const { CodeSha256, RevisionId } = input;
  if (CodeSha256 === undefined && RevisionId === undefined) return;
  const current = await configuration(look);
  if (
    typeof CodeSha256 === "string" &&
    CodeSha256 !== "" &&
    current !== undefined &&
    CodeSha256 !== current.CodeSha256
  )
    throw invalid(
      `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${current.CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  checkRevision(input, current);
};

const updatedCode: Check = async ({ input, look }) => {
  if (input.RevisionId === undefined && input.ImageUri === undefined) return;
  const current = await configuration(look);
  if (input.ImageUri !== undefined && current?.PackageType === "Zip")
    throw invalid("Please don't provide ImageUri when updating a function with packageType Zip.");
  checkRevision(input, current);
};

async function configuration(look: Look): Promise<Json | undefined> {
  const answer = await look("");
  return isJson(answer?.Configuration) ? answer.Configuration : undefined;
}

function checkRevision({ RevisionId }: Json, current: Json | undefined): void {
  if (typeof RevisionId !== "string" || RevisionId === "" || current === undefined) return;
  if (RevisionId === current.RevisionId) return;
  throw new AwsError(
    "PreconditionFailedException",
    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
    412,
  );
}

const newUrl: Check = async ({ reference, look }) => {
  if ((await look("/url")) !== undefined)
    throw conflict(
      `Failed to create function url config for [functionArn = ${reference.namedArn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
};

const deletedUrl: Check = async ({ look }) => {
  if ((await look("/url")) === undefined)
    throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
};

const CHECKS: Readonly<Record<string, Check>> = {
  AddPermission: addPermission,
  CreateAlias: routedAlias,
  UpdateAlias: revisedAlias,
  DeleteFunction: deletedVersion,
  PublishVersion: publishedVersion,
  UpdateFunctionConfiguration: revised,
  UpdateFunctionCode: updatedCode,
  CreateFunctionUrlConfig: newUrl,
  DeleteFunctionUrlConfig: deletedUrl,
};

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}

function conflict(message: string): AwsError {
  return new AwsError("ResourceConflictException", message, 409);
}
