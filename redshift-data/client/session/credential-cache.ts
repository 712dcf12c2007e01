import type { Clock } from "../calls/clock";
import type { SessionCredentials } from "./assume-role";

/** Gets a new session of the data role. */
export type AssumeRole = () => Promise<SessionCredentials>;

/** Credentials kept across invocations of a container. */
export interface CredentialCache {
  /**
   * Valid credentials, from `assume` where there are none; callers at the same moment share one call of it. A failed
   * call is not kept.
   */
  get(assume: AssumeRole): Promise<SessionCredentials>;
  /** Forgets credentials that AWS no longer accepts, unless newer ones have replaced them. */
  discard(credentials: SessionCredentials): void;
}

/** Credentials are renewed this long before they expire, longer than any single AWS call takes. */
export const REFRESH_MILLISECONDS = 5 * 60 * 1000;

/** An empty cache; one session at a time. */
export function createCredentialCache(clock: Clock): CredentialCache {
  let current: SessionCredentials | undefined;
  let pending: Promise<SessionCredentials> | undefined;

  async function renew(assume: AssumeRole): Promise<SessionCredentials> {
    try {
      current = await assume();
      return current;
    } finally {
      pending = undefined;
    }
  }

  return {
    get(assume) {
      const isFresh =
        current !== undefined &&
        current.expiration.getTime() - clock.nowMilliseconds() > REFRESH_MILLISECONDS;
      if (current !== undefined && isFresh) return Promise.resolve(current);
      pending ??= renew(assume);
      return pending;
    },
    discard(credentials) {
      if (current === credentials) current = undefined;
    },
  };
}
