import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  type IAMClient,
  PutRolePolicyCommand,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import type { Damage } from "./damage";

/** Adds an inline policy that nobody declared. */
export async function addPolicy(
  iam: IAMClient,
  RoleName: string,
  PolicyName: string,
  statement: object,
): Promise<Damage> {
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  return {
    undo: async () => {
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    },
  };
}

/** A role that only Lambda may assume, for trust policies to name. */
export async function createRole(iam: IAMClient, RoleName: string): Promise<void> {
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}

/** Deletes a role with its inline policies. Only an apply brings it back. */
export async function deleteRole(iam: IAMClient, RoleName: string): Promise<void> {
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client: iam }, { RoleName })) {
    for (const PolicyName of PolicyNames)
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  }
  await iam.send(new DeleteRoleCommand({ RoleName }));
}

/** Deletes a role and creates it again under the same name, with the same trust policy and no others. */
export async function recreateRole(iam: IAMClient, RoleName: string): Promise<void> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  await deleteRole(iam, RoleName);
  const AssumeRolePolicyDocument = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}
