import { credentialSource } from "../../../lib/aws/account-session";
import { awsErrorText, isAwsAnswer, nextWhereNotNow } from "../../../lib/aws/aws-error";
import type { LinkFacts } from "../../read/link-facts";
import type { AccountSide } from "../../read/sides";
import { type CheckId, couldNotCheck, type LinkCheck, type Outcome, ok, problem } from "../check";
import { isOthersAccount } from "../others";

/** The link makes nothing there, so that nobody need have credentials. */
function notOurs(linkName: string, found: string, accountId: string): Outcome {
  return couldNotCheck(
    found,
    `others own all in account ${accountId}: with credentials that may read there, named by profile or deployRoleArn in the links file, the doctor compares it; or its owner does, with cdktf.out/handoff/${linkName}.md`,
  );
}

/** The credentials with which Terraform reaches one of the accounts belong to that account. */
function credentials(id: CheckId, side: AccountSide): LinkCheck {
  const account = ({ link }: LinkFacts) =>
    side === "lambda account" ? link.lambdaAccount : link.redshiftAccount;
  return {
    id,
    lookedAt: (facts) => `sts:GetCallerIdentity with ${credentialSource(account(facts))}`,
    expected: (facts) => `credentials of the ${side}, ${account(facts).id}`,
    run: async (facts) => {
      const { id: accountId, deployRoleArn } = account(facts);
      try {
        const session = await facts.session(side);
        if (session.accountId === accountId) return ok(session.arn);
        if (isOthersAccount(facts.link, side)) {
          return notOurs(facts.link.name, `${session.arn}, of account ${session.accountId}`, accountId);
        }
        return problem(
          `${session.arn}, of account ${session.accountId}`,
          `correct deployRoleArn, profile or id of the ${side} in the links file; nothing in account ${session.accountId} was looked at`,
        );
      } catch (error) {
        const text = awsErrorText(error);
        const unheard = nextWhereNotNow(error, "run the doctor again");
        if (unheard !== undefined) return couldNotCheck(text, unheard);
        if (isOthersAccount(facts.link, side)) return notOurs(facts.link.name, text, accountId);
        if (!isAwsAnswer(error)) {
          return couldNotCheck(text, "give the shell credentials, and a way to the endpoint of STS");
        }
        return problem(
          text,
          deployRoleArn === undefined
            ? "get new credentials (sign in again), or correct profile in the links file"
            : `the caller must be allowed sts:AssumeRole on ${deployRoleArn}, and its trust policy must trust the caller; or correct deployRoleArn in the links file`,
        );
      }
    },
  };
}

export const lambdaCredentials = credentials("lambda-credentials", "lambda account");
export const redshiftCredentials = credentials("redshift-credentials", "redshift account");
