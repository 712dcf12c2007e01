import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { readManagedPolicy } from "../../../../access/iam/iam-role";
import { functionLogGroup } from "../../../../aws/lambda";
import type { Link, LinkAccount } from "../../../../config/link";
import {
  type AccountSession,
  credentialSource,
  openSession,
  type SessionOptions,
} from "../../../lib/aws/account-session";
import { awsErrorText } from "../../../lib/aws/aws-error";
import type { LookId } from "../../../lib/link/looks";
import type { BeyondPlan, FoundPart, RefusedLook } from "./beyond-plan";
import {
  type AskedFunction,
  aliasesOf,
  asyncConfigsOf,
  eventSourcesOf,
  policyStatementsOf,
  urlsOf,
  versionsOf,
} from "./function-looks";
import { subscriptionsOf } from "./log-looks";
import { type NamedPolicy, namedPolicies } from "./named-policies";

/** Shows in CloudTrail who looked. */
export const SESSION_NAME = "cdktf-drift";

/** How it is looked. */
export interface LookOptions extends Pick<SessionOptions, "caller"> {
  readonly signal: AbortSignal;
  /** What AWS has not answered by then could not be looked at. */
  readonly timeoutMilliseconds: number;
}

const NOTHING: BeyondPlan = { parts: [], refusals: [], documents: {} };

/**
 * Looks into both accounts of a link with the credentials that Terraform uses, for what no plan holds. An account in which there
 * is nothing to look for is not asked.
 *
 * @throws what the signal was aborted with
 */
export async function lookBeyondPlan(link: Link, options: LookOptions): Promise<BeyondPlan> {
  const { signal, timeoutMilliseconds } = options;
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]);
  const policies = namedPolicies(link);
  const inAccount = async (role: RefusedLook["account"], account: LinkAccount): Promise<BeyondPlan> => {
    const named = policies.filter((policy) => policy.account === role);
    // Who invokes a function that others deploy, and who reads its log, is theirs to watch.
    const looksAtFunction = role === "lambda" && link.function.existing === undefined;
    if (!looksAtFunction && named.length === 0) return NOTHING;
    const session = await sessionOf(account, options);
    if (typeof session === "string") return { ...NOTHING, refusals: [{ account: role, reason: session }] };
    const { config } = session;
    const found = await Promise.all([
      looksAtFunction ? functionParts(link, new LambdaClient(config), abortSignal) : NOTHING,
      looksAtFunction ? logParts(link, new CloudWatchLogsClient(config), abortSignal) : NOTHING,
      policyTexts(named, new IAMClient(config)),
    ]);
    return together(found);
  };
  const both = await Promise.all([
    inAccount("lambda", link.lambdaAccount),
    inAccount("redshift", link.redshiftAccount),
  ]);
  signal.throwIfAborted();
  return together(both);
}

/** The session, or why there is none. */
async function sessionOf(account: LinkAccount, { caller }: LookOptions): Promise<AccountSession | string> {
  try {
    const session = await openSession(account, {
      sessionName: SESSION_NAME,
      ...(caller === undefined ? {} : { caller }),
    });
    if (session.accountId === account.id) return session;
    return `${credentialSource(account)} is of account ${session.accountId}, not of ${account.id}`;
  } catch (error) {
    return awsErrorText(error);
  }
}

async function functionParts(
  link: Link,
  lambda: LambdaClient,
  abortSignal: AbortSignal,
): Promise<BeyondPlan> {
  const asked: AskedFunction = { lambda, FunctionName: link.function.name, abortSignal };
  const [aliases, versions] = await Promise.all([
    looked("function-alias", () => aliasesOf(asked)),
    looked("function-version", () => versionsOf(asked)),
  ]);
  // The unqualified function first. A URL belongs to it or to an alias.
  const named = [undefined, ...aliases.parts.map(({ name }) => name)];
  const qualifiers = [...named, ...versions.parts.map(({ version }) => version)];
  const others = await Promise.all([
    looked("function-policy", () => each(qualifiers, (name) => policyStatementsOf(asked, name))),
    looked("function-url", () => each(named, (name) => urlsOf(asked, name))),
    looked("event-source", async () =>
      distinct(await each(qualifiers, (name) => eventSourcesOf(asked, name))),
    ),
    looked("async-config", () => each(qualifiers, (name) => asyncConfigsOf(asked, name))),
  ]);
  return together([aliases, versions, ...others]);
}

function logParts(link: Link, logs: CloudWatchLogsClient, abortSignal: AbortSignal): Promise<BeyondPlan> {
  const group = functionLogGroup(link.function.name);
  return looked("log-subscription", () => subscriptionsOf(logs, group, abortSignal));
}

/** Asks one after the other: Lambda allows a few reads a second. */
async function each<T>(
  qualifiers: readonly (string | undefined)[],
  ask: (qualifier: string | undefined) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const qualifier of qualifiers) found.push(...(await ask(qualifier)));
  return found;
}

/** A stand-in for Lambda may list a mapping of an alias under the function's own name too. */
function distinct<T extends { readonly id: string }>(parts: readonly T[]): readonly T[] {
  return [...new Map(parts.map((part) => [part.id, part])).values()];
}

interface Looked<Part extends FoundPart> extends BeyondPlan {
  readonly parts: readonly Part[];
}

/** What a look in the lambda account found, or that AWS refused it. */
async function looked<Part extends FoundPart>(
  look: LookId,
  work: () => Promise<readonly Part[]>,
): Promise<Looked<Part>> {
  try {
    return { ...NOTHING, parts: await work() };
  } catch (error) {
    return { ...NOTHING, parts: [], refusals: [refusal(look, "lambda", error)] };
  }
}

function refusal(look: LookId, account: RefusedLook["account"], error: unknown): RefusedLook {
  return { look, account, reason: awsErrorText(error) };
}

async function policyTexts(policies: readonly NamedPolicy[], iam: IAMClient): Promise<BeyondPlan> {
  const texts = await Promise.all(
    policies.map(async ({ account, arn }): Promise<BeyondPlan> => {
      try {
        return { ...NOTHING, documents: { [arn]: await readManagedPolicy(iam, arn) } };
      } catch (error) {
        return { ...NOTHING, refusals: [refusal("policy-text", account, error)] };
      }
    }),
  );
  return together(texts);
}

function together(found: readonly BeyondPlan[]): BeyondPlan {
  return {
    parts: found.flatMap(({ parts }) => parts),
    refusals: found.flatMap(({ refusals }) => refusals),
    documents: Object.assign({}, ...found.map(({ documents }) => documents)),
  };
}
