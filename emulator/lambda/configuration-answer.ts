import { isJson } from "../../aws/json";
import type { AwsResponse } from "../protocol/aws-request";
import type { LambdaOperation } from "../protocol/lambda-route";
import type { DeployedFunctions } from "./deployed-functions";

/** Statuses of the service model where moto's differ: some clients compare them. */
const STATUSES: Partial<Readonly<Record<LambdaOperation, number>>> = {
  DeleteAlias: 204,
  GetAlias: 200,
  GetFunctionUrlConfig: 200,
  UpdateAlias: 200,
};

/**
 * Puts an answer of moto's right: its status, and what moto does not return of every function configuration. `LoggingConfig` and
 * the `Concurrency` of a function that may not run at all Terraform would otherwise plan anew each time; `DeadLetterConfig` too.
 */
export function correctedAnswer(
  answer: AwsResponse,
  operation: LambdaOperation | undefined,
  deployed: DeployedFunctions,
): AwsResponse {
  const status = (operation === undefined ? undefined : STATUSES[operation]) ?? answer.status;
  const content = parsed(answer.body.toString());
  if (content === undefined) return { ...answer, status };
  if (status === 204) return { ...answer, status, body: "" };
  const lists = [content.Functions, content.Versions].flatMap((list) => (Array.isArray(list) ? list : []));
  for (const configuration of [content, content.Configuration, ...lists]) {
    if (!isConfiguration(configuration)) continue;
    const functionArn = unqualified(configuration.FunctionArn);
    configuration.LoggingConfig = deployed.loggingConfig(functionArn);
    Object.assign(configuration, deployed.settings(functionArn));
    const target = deployed.deadLetterTarget(functionArn);
    const architectures = deployed.architectures(functionArn);
    if (architectures !== undefined && configuration.Version === "$LATEST") {
      configuration.Architectures = architectures;
    }
    if (target !== undefined) configuration.DeadLetterConfig = { TargetArn: target };
  }
  if (isConfiguration(content.Configuration)) {
    const reserved = deployed.reservedConcurrency(unqualified(content.Configuration.FunctionArn));
    if (reserved !== undefined) content.Concurrency = { ReservedConcurrentExecutions: reserved };
  }
  return { ...answer, status, body: JSON.stringify(content) };
}

/** The members of an answer; undefined for one that is no JSON object, for example an empty one. */
function parsed(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith("{")) return undefined;
  const content: unknown = JSON.parse(text);
  return isJson(content) ? { ...content } : undefined;
}

function isConfiguration(value: unknown): value is Record<string, unknown> & { FunctionArn: string } {
  return isJson(value) && typeof value.FunctionArn === "string" && "Runtime" in value;
}

function unqualified(functionArn: string): string {
  return functionArn.split(":").slice(0, 7).join(":");
}
