import type { Requirement } from "./requirement";
import { resourceTypesOf } from "./resource-types";

/** Services whose IAM prefix is not their signing name. */
const IAM_PREFIXES: Readonly<Record<string, string>> = {
  email: "ses",
  monitoring: "cloudwatch",
};

/**
 * What a request needs of a service whose resources the emulator does not know.
 *
 * @param service signing name
 * @param operation absent: the path alone names it
 */
export async function otherRequirements(
  service: string,
  operation: string | undefined,
): Promise<readonly Requirement[]> {
  const prefix = IAM_PREFIXES[service] ?? service;
  if (operation === undefined) return [{ action: `${prefix}:*` }];
  const types = await resourceTypesOf(prefix, operation);
  return [{ action: `${prefix}:${operation}`, ...(types?.length === 0 ? { resource: "*" } : {}) }];
}
