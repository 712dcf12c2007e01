import type { MotoClient } from "../moto/moto-client";
import type { FunctionReference } from "../protocol/function-reference";

/** The settings of a deployed function that an invocation depends on. */
export interface FunctionConfiguration {
  readonly roleArn: string;
  readonly handler: string;
  readonly runtime: string;
  readonly codeSha256: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}

interface GetFunctionAnswer {
  readonly Configuration: {
    readonly Role: string;
    readonly Handler?: string;
    readonly Runtime?: string;
    readonly CodeSha256: string;
    readonly MemorySize: number;
    readonly Timeout: number;
    readonly Environment?: { readonly Variables?: Record<string, string> };
  };
}

/** Reads a function from moto as it is deployed now; absent when there is none. */
export async function readFunctionConfiguration(
  moto: MotoClient,
  { accountId, region, name }: FunctionReference,
): Promise<FunctionConfiguration | undefined> {
  const { status, body } = await moto.call({
    accountId,
    region,
    service: "lambda",
    method: "GET",
    path: `/2015-03-31/functions/${name}`,
  });
  if (status !== 200) return undefined;
  const { Configuration } = JSON.parse(body.toString()) as GetFunctionAnswer;
  return {
    roleArn: Configuration.Role,
    handler: Configuration.Handler ?? "",
    runtime: Configuration.Runtime ?? "",
    codeSha256: Configuration.CodeSha256,
    memoryMegabytes: Configuration.MemorySize,
    timeoutSeconds: Configuration.Timeout,
    environment: Configuration.Environment?.Variables ?? {},
  };
}
