import { rmSync } from "node:fs";
import { join } from "node:path";
import { CloudWatchLogsClient, DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DetachRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
} from "@aws-sdk/client-iam";
import { DeleteFunctionCommand } from "@aws-sdk/client-lambda";
import { functionLogGroup } from "../../aws/lambda";
import type { Link } from "../../config/link";
import { deleteRole } from "./changes/role-changes";
import type { Deployment } from "./deployment";

/** Removes a link, or what a failed apply left of it, from both accounts and its local state: as before any apply. */
export async function forgetDeployment(
  deployment: Deployment,
  link: Link,
  stackFolder: string,
): Promise<void> {
  const { lambdaAccount, redshiftAccount, queryRole, dataRole } = link;
  const { name: FunctionName } = link.function;
  const { id, region } = lambdaAccount;
  const logs = new CloudWatchLogsClient(deployment.client(id, region));
  await ifThere(deployment.lambda(id, region).send(new DeleteFunctionCommand({ FunctionName })));
  await ifThere(logs.send(new DeleteLogGroupCommand({ logGroupName: functionLogGroup(FunctionName) })));
  await ifThere(removeRole(deployment.iam(id), queryRole.name));
  await ifThere(removeRole(deployment.iam(redshiftAccount.id), dataRole.name));
  for (const file of ["terraform.tfstate", "terraform.tfstate.backup"]) {
    rmSync(join(stackFolder, file), { force: true });
  }
}

async function removeRole(iam: IAMClient, RoleName: string): Promise<void> {
  for await (const page of paginateListAttachedRolePolicies({ client: iam }, { RoleName })) {
    for (const { PolicyArn } of page.AttachedPolicies ?? []) {
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    }
  }
  await deleteRole(iam, RoleName);
}

async function ifThere(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (!(error instanceof Error) || !/^(NoSuchEntity|ResourceNotFound)/.test(error.name)) throw error;
  }
}
