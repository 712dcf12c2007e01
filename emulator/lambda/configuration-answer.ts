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

function parsed(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith("{")) return undefined;
  return JSON.parse(text) as Record<string, unknown>;
}

function isConfiguration(value: unknown): value is Record<string, unknown> & { FunctionArn: string } {
  const configuration = value as { FunctionArn?: unknown; Runtime?: unknown } | undefined;
  return typeof configuration?.FunctionArn === "string" && "Runtime" in configuration;
}

function unqualified(functionArn: string): string {
  return functionArn.split(":").slice(0, 7).join(":");
}
