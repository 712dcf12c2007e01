import type { LinkAccount } from "../../../config/link";
import {
  type AccountSession,
  credentialSource,
  openSession,
  type SessionOptions,
} from "../aws/account-session";
import { awsErrorText, nextWhereNotNow } from "../aws/aws-error";
import { beforeAbort } from "../aws/signed-client";
import { ToolError } from "../terminal/tool-error";

/**
 * The credentials that Terraform uses in one account of a link, if they are that account's: what another one answers would be
 * mistaken for the link's.
 *
 * @param side which of the link's accounts it is, in words
 * @throws ToolError `NO_CREDENTIALS`; what the signal was aborted with, also while nobody answers
 */
export async function openPinnedSession(
  side: "lambda account" | "redshift account",
  account: LinkAccount,
  { signal, ...options }: SessionOptions & { readonly signal: AbortSignal },
): Promise<AccountSession> {
  const session = await beforeAbort(openSession(account, options), signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    const next = nextWhereNotNow(error, "run the command again");
    const advice = next === undefined ? "" : `; ${next}`;
    throw new ToolError(
      "NO_CREDENTIALS",
      `there are no credentials of the ${side} ${account.id} from ${credentialSource(account)}: ${awsErrorText(error)}${advice}`,
    );
  });
  if (session.accountId === account.id) return session;
  throw new ToolError(
    "NO_CREDENTIALS",
    `${credentialSource(account)} is of account ${session.accountId}, expected the ${side} ${account.id}`,
  );
}
