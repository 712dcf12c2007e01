import { AccessError } from "../../access/iam/access-error";
import type { NamedDocument } from "../../access/iam/decision";
import { accountRootArn, type IamAccount } from "../../aws/iam";
import type { AccessDecisions } from "../authorization/access-decisions";
import type { StoredIam } from "../iam/stored-iam";
import { AwsError } from "../protocol/aws-error";
import type { SessionInput } from "./session-input";

/**
 * The session policies of a request, decoded; none when it has none.
 *
 * @param account of the session: its managed policies can be session policies, and those of AWS
 * @throws AwsError `MalformedPolicyDocument`
 */
export async function sessionPolicies(
  { policy, policyArns }: Pick<SessionInput, "policy" | "policyArns">,
  account: IamAccount,
  iam: Pick<StoredIam, "managedPolicy">,
  decisions: Pick<AccessDecisions, "identity">,
): Promise<readonly NamedDocument[]> {
  const managed = await Promise.all(policyArns.map((arn) => managedPolicy(arn, account, iam)));
  const policies =
    policy === undefined ? managed : [{ name: "session policy", document: parsed(policy) }, ...managed];
  if (policies.length > 0) await checkReadable(policies, account, decisions);
  return policies;
}

async function managedPolicy(
  arn: string,
  account: IamAccount,
  iam: Pick<StoredIam, "managedPolicy">,
): Promise<NamedDocument> {
  const document = await iam.managedPolicy(account, arn);
  if (document !== undefined) return { name: arn.slice(arn.lastIndexOf("/") + 1), document };
  throw new AwsError("MalformedPolicyDocument", `Policy ${arn} does not exist or is not attachable.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError("MalformedPolicyDocument", "This policy contains invalid Json");
  }
}

/** What a decision cannot be made with is refused before there is a session of it. */
async function checkReadable(
  identity: readonly NamedDocument[],
  account: IamAccount,
  decisions: Pick<AccessDecisions, "identity">,
): Promise<void> {
  const probe = {
    principalArn: accountRootArn(account).replace(":root", ":user/anybody"),
    policies: { identity },
  };
  const request = { action: "sts:GetCallerIdentity", resource: "*", resourceAccountId: account.accountId };
  try {
    await decisions.identity({ ...probe, ...request, context: {} });
  } catch (error) {
    if (!(error instanceof AccessError) || error.reason !== "invalid-policy") throw error;
    throw new AwsError("MalformedPolicyDocument", "Syntax errors in policy.");
  }
}
