import type { AwsResponse } from "../aws-request";
import type { LoggingConfig } from "./deployed-functions";

/**
 * Adds `LoggingConfig` to every function configuration of an answer. Moto neither keeps nor returns it; without it
 * Terraform would plan the log settings anew each time.
 */
export function withLoggingConfig(
  answer: AwsResponse,
  loggingConfig: (functionArn: string) => LoggingConfig,
): AwsResponse {
  const content = parsed(answer.body.toString());
  if (content === undefined) return answer;
  const lists = [content.Functions, content.Versions].flatMap((list) => (Array.isArray(list) ? list : []));
  for (const configuration of [content, content.Configuration, ...lists]) {
    if (!isConfiguration(configuration)) continue;
    configuration.LoggingConfig = loggingConfig(unqualified(configuration.FunctionArn));
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
