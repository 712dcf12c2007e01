import { createHash } from "node:crypto";
import type { FunctionReference } from "../../protocol/function-reference";

/** What Lambda tells of the runtime that it started, in Lambda's form. There is one version of each runtime here. */
export function runtimeVersionOf(
  runtime: string,
  { arn, region }: Pick<FunctionReference, "arn" | "region">,
): { readonly runtimeVersion: string; readonly runtimeVersionArn: string } {
  const partition = arn.split(":")[1] ?? "aws";
  const digest = createHash("sha256").update(runtime).digest("hex");
  return {
    runtimeVersion: `${runtime.replace(/\.x$/, "").replace(/^([a-z]+)/, "$1:")}.v1`,
    runtimeVersionArn: `arn:${partition}:lambda:${region}::runtime:${digest}`,
  };
}
