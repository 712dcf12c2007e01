import { dnsSuffix } from "./partition";

/** Secrets Manager of a region as `kms:ViaService` names it. */
export function secretsManagerService(at: { readonly partition: string; readonly region: string }): string {
  return `secretsmanager.${at.region}.${dnsSuffix(at.partition)}`;
}
