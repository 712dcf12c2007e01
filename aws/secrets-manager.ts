import { regionalArn } from "./arn";
import type { Location } from "./location";
import { dnsSuffix } from "./partition";

/** Secrets Manager of a region as `kms:ViaService` names it. */
export function secretsManagerService(at: { readonly partition: string; readonly region: string }): string {
  return `secretsmanager.${at.region}.${dnsSuffix(at.partition)}`;
}

/** A secret as a request may name it; AWS's own ARN has a random suffix behind the name. */
export function secretArn(at: Location, name: string): string {
  return regionalArn(at, "secretsmanager", `secret:${name}`);
}
