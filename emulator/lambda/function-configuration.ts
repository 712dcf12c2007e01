import type { MotoClient } from "../moto/moto-client";
import type { FunctionReference } from "../protocol/function-reference";

/** The settings of a deployed version of a function that an invocation depends on. */
export interface FunctionConfiguration {
  /** `$LATEST` or a number. */
  readonly version: string;
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
    readonly Version: string;
    readonly Role: string;
    readonly Handler?: string;
    readonly Runtime?: string;
    readonly CodeSha256: string;
    readonly MemorySize: number;
    readonly Timeout: number;
    readonly Environment?: { readonly Variables?: Record<string, string> };
  };
}

interface AliasAnswer {
  readonly FunctionVersion: string;
  readonly RoutingConfig?: { readonly AdditionalVersionWeights?: Readonly<Record<string, number>> } | null;
}

/**
 * Reads a version of a function from moto as it is deployed now; absent when there is none. An alias that routes to two versions
 * gives one of them, by their weights.
 *
 * @param random from 0 to less than 1, which decides between the two
 */
export async function readFunctionConfiguration(
  moto: Pick<MotoClient, "call">,
  reference: FunctionReference,
  random: () => number = Math.random,
): Promise<FunctionConfiguration | undefined> {
  const qualifier = await versionOf(moto, reference, random);
  const query = qualifier === undefined ? "" : `?Qualifier=${encodeURIComponent(qualifier)}`;
  const answer = await read<GetFunctionAnswer>(moto, reference, query);
  if (answer === undefined) return undefined;
  const { Configuration } = answer;
  return {
    version: Configuration.Version,
    roleArn: Configuration.Role,
    handler: Configuration.Handler ?? "",
    runtime: Configuration.Runtime ?? "",
    codeSha256: Configuration.CodeSha256,
    memoryMegabytes: Configuration.MemorySize,
    timeoutSeconds: Configuration.Timeout,
    environment: Configuration.Environment?.Variables ?? {},
  };
}

/** The version behind a qualifier; the qualifier itself when it is no alias. */
async function versionOf(
  moto: Pick<MotoClient, "call">,
  reference: FunctionReference,
  random: () => number,
): Promise<string | undefined> {
  const { qualifier } = reference;
  if (qualifier === undefined || /^\d+$/.test(qualifier)) return qualifier;
  const alias = await read<AliasAnswer>(moto, reference, `/aliases/${qualifier}`);
  if (alias === undefined) return qualifier;
  const share = random();
  let reached = 0;
  for (const [version, weight] of Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {})) {
    reached += weight;
    if (share < reached) return version;
  }
  return alias.FunctionVersion;
}

async function read<T>(
  moto: Pick<MotoClient, "call">,
  { accountId, region, name }: FunctionReference,
  rest: string,
): Promise<T | undefined> {
  const { status, body } = await moto.call({
    accountId,
    region,
    service: "lambda",
    method: "GET",
    path: `/2015-03-31/functions/${name}${rest}`,
  });
  return status < 300 ? (JSON.parse(body.toString()) as T) : undefined;
}
