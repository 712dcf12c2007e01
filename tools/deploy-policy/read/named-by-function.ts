import { type Json, presentMembers } from "../../../aws/json";
import { lambdaViaService } from "../../../aws/lambda";
import type { Location } from "../../../aws/location";

/** What the arguments of a function name in the account, and whoever deploys the function has to be allowed. */
export interface NamedByFunction {
  /** Key of its environment, and Lambda as that key sees it. */
  readonly key?: { readonly arn: string; readonly viaService: string };
  readonly codeSigningConfigArn?: string;
  /** Versions of layers. */
  readonly layers?: readonly string[];
}

/** Reads a function's block of a synthesized stack. */
export function namedByFunction(
  { kms_key_arn: keyArn, code_signing_config_arn: signing, layers }: Json,
  at: Location,
): NamedByFunction {
  return presentMembers({
    key: typeof keyArn === "string" ? { arn: keyArn, viaService: lambdaViaService(at) } : undefined,
    codeSigningConfigArn: typeof signing === "string" ? signing : undefined,
    layers: Array.isArray(layers) ? layers.map(String) : undefined,
  });
}
