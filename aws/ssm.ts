import { regionalArn } from "./arn";
import type { Location } from "./location";
import { dnsSuffix } from "./partition";

/** Parameter Store of a region as `kms:ViaService` names it. */
export function parameterStoreService(at: { readonly partition: string; readonly region: string }): string {
  return `ssm.${at.region}.${dnsSuffix(at.partition)}`;
}

/** ARN of a parameter, whose name may begin with a slash or not. */
export function parameterArn(at: Location, name: string): string {
  return regionalArn(at, "ssm", `parameter/${name.replace(/^\//, "")}`);
}
