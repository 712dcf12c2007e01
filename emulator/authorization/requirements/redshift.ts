import { clusterArn, namespaceArn, workgroupArn } from "../../../aws/redshift";
import { locationOf, type SignedRequest } from "../../authentication/signed-request";
import { jsonInputOrEmpty } from "../../protocol/json-body";
import { queryParameters } from "../../protocol/protocol";
import { otherRequirements } from "./other";
import type { Requirement } from "./requirement";

/** Whoever attaches a role passes it to the service. */
function passing(roles: readonly string[], service: string): readonly Requirement[] {
  const context = { "iam:PassedToService": service };
  return roles.map((resource) => ({ action: "iam:PassRole", resource, context }));
}

/** DescribeClusters is decided on the cluster that it names, or on all of them. */
export async function redshiftRequirements(
  request: SignedRequest,
  operation: string | undefined,
): Promise<readonly Requirement[]> {
  if (operation === "ModifyClusterIamRoles") {
    const parameters = queryParameters(request);
    const added = [...parameters].filter(([name]) => name.startsWith("AddIamRoles.")).map(([, role]) => role);
    const resource = clusterArn(locationOf(request), parameters.get("ClusterIdentifier") ?? "*");
    return [
      { action: "redshift:ModifyClusterIamRoles", resource },
      ...passing(added, "redshift.amazonaws.com"),
    ];
  }
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
  const { workgroupName, namespaceName, iamRoles } = jsonInputOrEmpty(request);
  const action = `redshift-serverless:${operation}`;
  const at = locationOf(request);
  if (operation === "GetWorkgroup" && typeof workgroupName === "string") {
    return [{ action, resource: workgroupArn(at, idOf(workgroupName) ?? workgroupName) }];
  }
  if (operation === "GetNamespace" && typeof namespaceName === "string") {
    return [{ action, resource: namespaceArn(at, idOf(namespaceName) ?? namespaceName) }];
  }
  if (operation === "UpdateNamespace" && typeof namespaceName === "string") {
    const resource = namespaceArn(at, idOf(namespaceName) ?? namespaceName);
    const roles = Array.isArray(iamRoles) ? iamRoles.map(String) : [];
    return [{ action, resource }, ...passing(roles, "redshift-serverless.amazonaws.com")];
  }
  return otherRequirements("redshift-serverless", operation);
}
