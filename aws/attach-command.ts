/** The warehouse of a role, as the AWS CLI names it. */
export interface NamedWarehouse {
  readonly target: { readonly cluster: string } | { readonly workgroup: string };
  readonly region: string;
}

/**
 * What attaches a role with the AWS CLI, in the redshift account, or takes it away; every other role stays. A cluster's API adds or removes
 * one. A namespace's takes its whole list, so the command of a workgroup reads it first, and writes nothing where that failed.
 */
export function attachCommand(
  { target, region }: NamedWarehouse,
  role: string,
  { isDetaching }: { readonly isDetaching: boolean },
): string {
  if ("cluster" in target) {
    const option = isDetaching ? "--remove-iam-roles" : "--add-iam-roles";
    return `aws redshift modify-cluster-iam-roles --region ${region} --cluster-identifier ${target.cluster} ${option} ${role}`;
  }
  const serverless = (operation: string) => `aws redshift-serverless ${operation} --region ${region}`;
  const namespace = `NAMESPACE=$(${serverless("get-workgroup")} --workgroup-name ${target.workgroup} --query workgroup.namespaceName --output text)`;
  const list = `ROLES=$(${serverless("get-namespace")} --namespace-name "$NAMESPACE" --query namespace.iamRoles --output text)`;
  // The service shows each as IamRole(applyStatus=…, iamRoleArn=…). A name may have a comma: cut there, its role would be detached.
  const roles = `echo "$ROLES" | grep -oE 'arn:([^,)[:space:]]|,[^,)[:space:]])+'${isDetaching ? ` | grep -vxF '${role}'` : ""}`;
  const all = isDetaching ? `$(${roles})` : `$(${roles}) ${role}`;
  return `${namespace} && ${list} && ${serverless("update-namespace")} --namespace-name "$NAMESPACE" --iam-roles ${all}`;
}

/** Whether a text is what {@link attachCommand} gives to attach some role of an account to some warehouse, to the letter. */
export function isAttachCommand(text: string): boolean {
  const [, region = ""] = / --region ([a-z0-9-]+) /.exec(text) ?? [];
  const [, kind, name = ""] = / --(cluster-identifier|workgroup-name) ([a-z0-9-]+) /.exec(text) ?? [];
  const [role = ""] = /arn:[a-z-]+:iam::\d{12}:role\/[\w+=.@/-]+$/.exec(text) ?? [];
  const target = kind === "workgroup-name" ? { workgroup: name } : { cluster: name };
  return text === attachCommand({ target, region }, role, { isDetaching: false });
}
