import { answerRequest } from "./answer-request";
import type { Clock } from "./client/calls/clock";
import type { Usage } from "./client/calls/usage";
import type { DataApi } from "./client/data-api";
import { assumeDataRole, type SessionCredentials, type Sts } from "./client/session/assume-role";
import { authorizeDataApi } from "./client/session/authorized-data-api";
import { createCredentialCache } from "./client/session/credential-cache";
import type { RequestDependencies } from "./client/statement-execution";
import type { LinkContext } from "./link/link-context";
import type { LinkSettings } from "./link/link-settings";
import type { Answer } from "./statement/answers";
import type { Request } from "./statement/request";

/** What a client of a link needs from outside; `connectLink` brings the real ones. */
export interface LinkClientDependencies {
  readonly settings: LinkSettings;
  readonly sts: Sts;
  /** A Data API under the credentials of one session. */
  readonly connect: (credentials: SessionCredentials) => DataApi;
  readonly clock: Clock;
}

/** On whose behalf a request is answered, and how long that may take. */
export interface LinkInvocation {
  readonly functionName: string;
  /** Account that the function runs in, twelve digits. */
  readonly lambdaAccountId: string;
  /** 1 to 64 characters, the same for every repetition of the same request; a request may carry its own token. */
  readonly clientToken: string;
  /** Time until the caller gives up; the answer or the error comes before. */
  readonly remainingMilliseconds: number;
  /**
   * Ends the work when it aborts: a statement that is being waited for is cancelled, the error is `ABORTED`.
   *
   * @default - nothing ends it early
   */
  readonly signal?: AbortSignal;
  /** Where the cost of the work is counted. */
  readonly usage: Usage;
}

/** Answers requests through one link. Credentials of the data role live as long as the client does. */
export interface LinkClient {
  /** @throws QueryError and nothing else, before `remainingMilliseconds` have passed */
  answer(request: Request, invocation: LinkInvocation): Promise<Answer>;
}

/** A client whose parts others may work with: what {@link LinkClient.answer} answers a request with. */
export interface ConnectedLink extends LinkClient {
  /** What the library's own work needs, on behalf of one invocation. */
  dependencies(
    invocation: LinkInvocation,
  ): Required<Pick<RequestDependencies, "usage">> & RequestDependencies;
}

/** A client of a link over the given ports; it calls AWS when it answers, not before. */
export function createLinkClient({ settings, sts, connect, clock }: LinkClientDependencies): ConnectedLink {
  const authorize = authorizeDataApi(createCredentialCache(clock), connect);

  async function assume(link: LinkContext, usage: Usage): Promise<SessionCredentials> {
    const startedAt = clock.nowMilliseconds();
    try {
      return await assumeDataRole(sts, link);
    } finally {
      usage.assumeRoleMilliseconds += clock.nowMilliseconds() - startedAt;
    }
  }

  function dependencies({ functionName, lambdaAccountId, usage, ...invocation }: LinkInvocation) {
    const link = { settings, functionName, lambdaAccountId };
    return { ...invocation, api: authorize(() => assume(link, usage)), clock, link, usage };
  }

  return {
    dependencies,
    answer: (request, invocation) => answerRequest(request, dependencies(invocation)),
  };
}
