import { roleArn } from "../../../aws/iam";
import type { Link } from "../../../config/link";

/** The ARN of the copy role of a link with buckets; nothing for other links. */
export function copyRoleArn({ partition, redshiftAccount, dataTransfer }: Link): string | undefined {
  if (dataTransfer === undefined) return undefined;
  return roleArn({ partition, accountId: redshiftAccount.id, ...dataTransfer.copyRole });
}

/**
 * What attaches a role with the AWS CLI, in the redshift account, or takes it away. A namespace takes its whole list, so the command of
 * a workgroup reads it first.
 */
export function attachCommand(
  { target, redshiftAccount: { region } }: Pick<Link, "target" | "redshiftAccount">,
  role: string,
  { isDetaching }: { readonly isDetaching: boolean },
): string {
  if ("cluster" in target) {
    const option = isDetaching ? "--remove-iam-roles" : "--add-iam-roles";
    return `aws redshift modify-cluster-iam-roles --region ${region} --cluster-identifier ${target.cluster} ${option} ${role}`;
  }
  const serverless = (operation: string) => `aws redshift-serverless ${operation} --region ${region}`;
  const namespace = `NAMESPACE=$(${serverless("get-workgroup")} --workgroup-name ${target.workgroup} --query workgroup.namespaceName --output text)`;
  const read = `${serverless("get-namespace")} --namespace-name "$NAMESPACE" --query namespace.iamRoles --output text`;
  // The service shows each as IamRole(applyStatus=…, iamRoleArn=…).
  const roles = `${read} | grep -oE 'arn:[^,)[:space:]]+'${isDetaching ? ` | grep -vxF '${role}'` : ""}`;
  const all = isDetaching ? `$(${roles})` : `$(${roles}) ${role}`;
  return `${namespace} && ${serverless("update-namespace")} --namespace-name "$NAMESPACE" --iam-roles ${all}`;
}
