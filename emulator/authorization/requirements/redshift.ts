import { clusterArn, namespaceArn, workgroupArn } from "../../../aws/redshift";
import { locationOf, type SignedRequest } from "../../authentication/signed-request";
import { jsonInputOrEmpty } from "../../protocol/json-body";
import { queryParameters } from "../../protocol/protocol";
import { otherRequirements } from "./other";
import type { Requirement } from "./requirement";

/** DescribeClusters is decided on the cluster that it names, or on all of them. */
export async function redshiftRequirements(
  request: SignedRequest,
  operation: string | undefined,
): Promise<readonly Requirement[]> {
  if (operation !== "DescribeClusters") return otherRequirements("redshift", operation);
  const name = queryParameters(request).get("ClusterIdentifier") ?? "*";
  return [{ action: "redshift:DescribeClusters", resource: clusterArn(locationOf(request), name) }];
}

/**
 * GetWorkgroup and GetNamespace are decided on an ARN that holds an id, where the request gives a name.
 *
 * @param idOf the id of a workgroup or namespace of that name in the caller's account and region; absent: there is none
 */
export async function serverlessRequirements(
  request: SignedRequest,
  operation: string | undefined,
  idOf: (name: string) => string | undefined,
): Promise<readonly Requirement[]> {
  const { workgroupName, namespaceName } = jsonInputOrEmpty(request);
  const action = `redshift-serverless:${operation}`;
  const at = locationOf(request);
  if (operation === "GetWorkgroup" && typeof workgroupName === "string") {
    return [{ action, resource: workgroupArn(at, idOf(workgroupName) ?? workgroupName) }];
  }
  if (operation === "GetNamespace" && typeof namespaceName === "string") {
    return [{ action, resource: namespaceArn(at, idOf(namespaceName) ?? namespaceName) }];
  }
  return otherRequirements("redshift-serverless", operation);
}
