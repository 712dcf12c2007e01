import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  LambdaClient,
  Runtime,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import type { FunctionOfOthers, RoleOfOthers } from "../../access/terraform/carried/parts-of-others";
import type { Link } from "../../config/link";
import { functionArchive } from "../../constructs/function-archive";
import { operatorIn } from "../../emulator/authentication/operator";
import { LOCAL_CLIENT } from "../../emulator/protocol/local-client";
import { RUN_QUERY } from "../../functions/run-query/contract";
import type { LocalAccounts } from "../local-accounts";

/** Local accounts start a function at once, or never. */
const MAX_WAIT_SECONDS = 60;

/** What a part is made with: the local accounts, by the administrator of each. */
export type Owners = Pick<LocalAccounts, "url" | "operators">;

function clientOf({ url, operators }: Owners, { accountId, region }: { accountId: string; region: string }) {
  const { accessKeyId, secretAccessKey } = operatorIn(operators, accountId);
  return { ...LOCAL_CLIENT, endpoint: url, region, credentials: { accessKeyId, secretAccessKey } };
}

/** Makes a role as the stack tells it: as its owner declares, or as the hand-off asks. */
export async function makeRole(owners: Owners, role: RoleOfOthers): Promise<void> {
  const iam = new IAMClient(clientOf(owners, role));
  const { name: RoleName, path, trustPolicy, policies, managedPolicyArns } = role;
  const AssumeRolePolicyDocument = JSON.stringify(trustPolicy);
  await iam.send(new CreateRoleCommand({ RoleName, Path: path, AssumeRolePolicyDocument }));
  for (const { name: PolicyName, document } of policies) {
    const PolicyDocument = JSON.stringify(document);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  }
  for (const PolicyArn of managedPolicyArns) {
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  }
}

/** Takes a role away with all that its owner has put on it; what is of the link is gone before. */
export async function takeRoleAway(owners: Owners, role: RoleOfOthers): Promise<void> {
  const iam = new IAMClient(clientOf(owners, role));
  const { name: RoleName, policies, managedPolicyArns } = role;
  for (const { name: PolicyName } of policies) {
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  }
  for (const PolicyArn of managedPolicyArns) {
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  }
  await iam.send(new DeleteRoleCommand({ RoleName }));
}

/** Deploys this project's function, with the environment that the hand-off asks for, in the place of what others deploy. */
export async function makeFunction(owners: Owners, called: FunctionOfOthers, link: Link): Promise<void> {
  const client = new LambdaClient(clientOf(owners, called));
  const { runtime, architecture, memoryMegabytes, timeoutSeconds } = link.function;
  const FunctionName = called.name;
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: called.roleArn,
      Runtime: Object.values(Runtime).find((known) => known === runtime),
      Architectures: [architecture],
      Handler: RUN_QUERY.handler,
      MemorySize: memoryMegabytes,
      Timeout: timeoutSeconds,
      Environment: { Variables: { ...called.environment } },
      Code: { ZipFile: functionArchive(RUN_QUERY).bytes },
    }),
  );
  await waitUntilFunctionActiveV2({ client, maxWaitTime: MAX_WAIT_SECONDS }, { FunctionName });
}

/** Takes the function away. */
export async function takeFunctionAway(owners: Owners, called: FunctionOfOthers): Promise<void> {
  const client = new LambdaClient(clientOf(owners, called));
  await client.send(new DeleteFunctionCommand({ FunctionName: called.name }));
}
