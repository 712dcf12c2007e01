import { isJson } from "../../aws/json";
import type { AwsResponse } from "../protocol/aws-request";
import type { DeployedFunctions } from "./deployed-functions";

/**
 * Adds to an answer what moto does not return: `LoggingConfig` of every function configuration, and the `Concurrency`
 * of a function that may not run at all. Without them Terraform would plan both anew each time.
 */
export function withKeptSettings(answer: AwsResponse, deployed: DeployedFunctions): AwsResponse {
  const content = parsed(answer.body.toString());
  if (content === undefined) return answer;
  const lists = [content.Functions, content.Versions].flatMap((list) => (Array.isArray(list) ? list : []));
  for (const configuration of [content, content.Configuration, ...lists]) {
    if (!isConfiguration(configuration)) continue;
    configuration.LoggingConfig = deployed.loggingConfig(unqualified(configuration.FunctionArn));
  }
  if (isConfiguration(content.Configuration)) {
    const reserved = deployed.reservedConcurrency(unqualified(content.Configuration.FunctionArn));
    if (reserved !== undefined) content.Concurrency = { ReservedConcurrentExecutions: reserved };
  }
  return { ...answer, body: JSON.stringify(content) };
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
