import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
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
import { ROLE_NOT_ASSUMABLE } from "../../emulator/lambda/service-role";
import { LOCAL_CLIENT } from "../../emulator/protocol/local-client";
import { machineClock } from "../../emulator/redshift-data/server-clock";
import { RUN_QUERY } from "../../functions/run-query/contract";
import type { LocalAccounts } from "../local-accounts";
import { onceSettled } from "../settling";

/** Local accounts start a function at once, or never. */
const MAX_WAIT_SECONDS = 60;

/** IAM's words for a principal that is not there, or not seen yet. */
const INVALID_PRINCIPAL = "Invalid principal in policy";

/** What a part is made with: the local accounts, by the administrator of each. */
export interface Owners extends Pick<LocalAccounts, "url" | "operators"> {
  /** IAM is eventually consistent: what names a role that is not seen yet is asked for again. @default false */
  readonly isSettling?: boolean;
  /** Ends that. */
  readonly signal: AbortSignal;
}

function clientOf({ url, operators }: Owners, { accountId, region }: { accountId: string; region: string }) {
  const { accessKeyId, secretAccessKey } = operatorIn(operators, accountId);
  return { ...LOCAL_CLIENT, endpoint: url, region, credentials: { accessKeyId, secretAccessKey } };
}

/** Asks for what names a role, again while the role is not seen: IAM and Lambda refuse it until then, and Terraform asks again too. */
async function onceSeen(
  { isSettling = false, signal }: Owners,
  attempt: () => Promise<unknown>,
): Promise<void> {
  if (!isSettling) {
    await attempt();
    return;
  }
  await onceSettled(attempt, {
    isRefusal: (error) =>
      error instanceof Error &&
      (error.message.includes(INVALID_PRINCIPAL) || error.message.includes(ROLE_NOT_ASSUMABLE)),
    // Whoever makes a part is told that it is made, not how long IAM took.
    tell: () => undefined,
    clock: machineClock,
    signal,
  });
}

/** Makes a role as the stack tells it: as its owner declares, or as the hand-off asks. */
export async function makeRole(owners: Owners, role: RoleOfOthers): Promise<void> {
  const iam = new IAMClient(clientOf(owners, role));
  const { name: RoleName, path, trustPolicy, policies, managedPolicyArns } = role;
  const AssumeRolePolicyDocument = JSON.stringify(trustPolicy);
  await onceSeen(owners, () =>
    iam.send(new CreateRoleCommand({ RoleName, Path: path, AssumeRolePolicyDocument })),
  );
  for (const { name: PolicyName, document } of policies) {
    const PolicyDocument = JSON.stringify(document);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  }
  for (const PolicyArn of managedPolicyArns) {
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  }
}

/** Writes the trust policy of a role once more: a role that it names and that was made again is another one until then. */
export async function renewTrust(owners: Owners, { name, trustPolicy, ...at }: RoleOfOthers): Promise<void> {
  const iam = new IAMClient(clientOf(owners, at));
  const PolicyDocument = JSON.stringify(trustPolicy);
  await onceSeen(owners, () =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument })),
  );
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
  const wanted = new CreateFunctionCommand({
    FunctionName,
    Role: called.roleArn,
    Runtime: Object.values(Runtime).find((known) => known === runtime),
    Architectures: [architecture],
    Handler: RUN_QUERY.handler,
    MemorySize: memoryMegabytes,
    Timeout: timeoutSeconds,
    Environment: { Variables: { ...called.environment } },
    Code: { ZipFile: functionArchive(RUN_QUERY).bytes },
  });
  await onceSeen(owners, () => client.send(wanted));
  await waitUntilFunctionActiveV2({ client, maxWaitTime: MAX_WAIT_SECONDS }, { FunctionName });
}

/** Takes the function away. */
export async function takeFunctionAway(owners: Owners, called: FunctionOfOthers): Promise<void> {
  const client = new LambdaClient(clientOf(owners, called));
  await client.send(new DeleteFunctionCommand({ FunctionName: called.name }));
}
