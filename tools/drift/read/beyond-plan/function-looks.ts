import {
  GetFunctionEventInvokeConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  type LambdaClient,
  paginateListAliases,
  paginateListEventSourceMappings,
  paginateListVersionsByFunction,
} from "@aws-sdk/client-lambda";
import { objectsIn } from "../../../../access/terraform/json-record";
import { isJson, presentMembers } from "../../../../aws/json";
import type { FoundPart } from "./beyond-plan";
import { orNothing } from "./or-nothing";
import { whatElse } from "./what-else";

/** One function, and how it is asked for. */
export interface AskedFunction {
  readonly lambda: LambdaClient;
  readonly FunctionName: string;
  readonly abortSignal: AbortSignal;
}

type Found<Look extends FoundPart["look"]> = Extract<FoundPart, { readonly look: Look }>;

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html */
export function aliasesOf(asked: AskedFunction): Promise<readonly Found<"function-alias">[]> {
  const { lambda: client, FunctionName, abortSignal } = asked;
  return orNothing([], async () => {
    const found: Found<"function-alias">[] = [];
    for await (const { Aliases = [] } of paginateListAliases({ client }, { FunctionName }, { abortSignal })) {
      for (const { Name = "", FunctionVersion = "", RoutingConfig } of Aliases) {
        const otherVersions = RoutingConfig?.AdditionalVersionWeights;
        const shares = otherVersions === undefined ? {} : { otherVersions };
        found.push({ look: "function-alias", name: Name, version: FunctionVersion, ...shares });
      }
    }
    return found;
  });
}

/**
 * Versions beside `$LATEST`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html
 */
export function versionsOf(asked: AskedFunction): Promise<readonly Found<"function-version">[]> {
  const { lambda: client, FunctionName, abortSignal } = asked;
  return orNothing([], async () => {
    const found: Found<"function-version">[] = [];
    const pages = paginateListVersionsByFunction({ client }, { FunctionName }, { abortSignal });
    for await (const { Versions = [] } of pages) {
      for (const { Version = "", CodeSha256 = "", LastModified } of Versions) {
        if (Version === "$LATEST") continue;
        const published = presentMembers({ published: LastModified });
        found.push({ look: "function-version", version: Version, codeSha256: CodeSha256, ...published });
      }
    }
    return found;
  });
}

/**
 * Every statement of a resource policy.
 *
 * @throws Error when the policy is no JSON object with statements: nobody can say what it allows
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
 */
export function policyStatementsOf(
  { lambda, FunctionName, abortSignal }: AskedFunction,
  Qualifier?: string,
): Promise<readonly Found<"function-policy">[]> {
  return orNothing([], async () => {
    const request = { FunctionName, ...qualified(Qualifier) };
    const { Policy = "" } = await lambda.send(new GetPolicyCommand(request), { abortSignal });
    const document: unknown = JSON.parse(Policy);
    const written = isJson(document) ? document.Statement : undefined;
    const statements = Array.isArray(written) ? written : [written];
    if (!statements.every(isJson)) throw new Error(`the resource policy is ${Policy}, expected statements`);
    return objectsIn(statements).map((statement) => ({
      look: "function-policy",
      ...qualifier(Qualifier),
      statement,
    }));
  });
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionUrlConfig.html */
export function urlsOf(
  { lambda, FunctionName, abortSignal }: AskedFunction,
  Qualifier?: string,
): Promise<readonly Found<"function-url">[]> {
  return orNothing([], async () => {
    const request = { FunctionName, ...qualified(Qualifier) };
    const answer = await lambda.send(new GetFunctionUrlConfigCommand(request), { abortSignal });
    const { AuthType = "", FunctionUrl = "" } = answer;
    const others = whatElse(answer, ["AuthType", "FunctionUrl"]);
    return [
      { look: "function-url", ...qualifier(Qualifier), authType: AuthType, url: FunctionUrl, ...others },
    ];
  });
}

/**
 * Event source mappings of the function, or of an alias or version of it: each is listed under the name it was made for.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
 */
export function eventSourcesOf(
  { lambda: client, FunctionName: name, abortSignal }: AskedFunction,
  Qualifier?: string,
): Promise<readonly Found<"event-source">[]> {
  const FunctionName = Qualifier === undefined ? name : `${name}:${Qualifier}`;
  return orNothing([], async () => {
    const found: Found<"event-source">[] = [];
    const pages = paginateListEventSourceMappings({ client }, { FunctionName }, { abortSignal });
    for await (const { EventSourceMappings = [] } of pages) {
      for (const mapping of EventSourceMappings) {
        const { UUID = "", EventSourceArn, State = "" } = mapping;
        const source = presentMembers({ sourceArn: EventSourceArn });
        const others = whatElse(mapping, ["UUID", "EventSourceArn"]);
        found.push({ look: "event-source", id: UUID, state: State, ...source, ...others });
      }
    }
    return found;
  });
}

/**
 * Of the function's `$LATEST`, or of an alias or version.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html
 */
export function asyncConfigsOf(
  { lambda, FunctionName, abortSignal }: AskedFunction,
  Qualifier?: string,
): Promise<readonly Found<"async-config">[]> {
  return orNothing([], async () => {
    const request = { FunctionName, ...qualified(Qualifier) };
    const config = await lambda.send(new GetFunctionEventInvokeConfigCommand(request), { abortSignal });
    const destinations = presentMembers({
      onSuccess: config.DestinationConfig?.OnSuccess?.Destination,
      onFailure: config.DestinationConfig?.OnFailure?.Destination,
      maximumRetryAttempts: config.MaximumRetryAttempts,
      maximumEventAgeSeconds: config.MaximumEventAgeInSeconds,
    });
    const { DestinationConfig: _, ...settings } = config;
    const others = whatElse(settings, ["MaximumRetryAttempts", "MaximumEventAgeInSeconds"]);
    return [{ look: "async-config", ...qualifier(Qualifier), ...destinations, ...others }];
  });
}

function qualified(Qualifier: string | undefined) {
  return Qualifier === undefined ? {} : { Qualifier };
}

function qualifier(name: string | undefined) {
  return name === undefined ? {} : { qualifier: name };
}
