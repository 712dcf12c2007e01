import type { SessionCredentials } from "./assume-role";
import type { Clock } from "./clock";

/** Credentials kept across invocations of a container. */
export interface CredentialCache {
  /** Valid credentials; callers at the same moment share one AssumeRole call. A failed call is not kept. */
  get(): Promise<SessionCredentials>;
  /** Forgets credentials that AWS no longer accepts, unless newer ones have replaced them. */
  discard(credentials: SessionCredentials): void;
}

/** Credentials are renewed this long before they expire, longer than any single AWS call takes. */
export const REFRESH_MILLISECONDS = 5 * 60 * 1000;

export function createCredentialCache(
  assume: () => Promise<SessionCredentials>,
  clock: Clock,
): CredentialCache {
  let current: SessionCredentials | undefined;
  let pending: Promise<SessionCredentials> | undefined;

  async function renew(): Promise<SessionCredentials> {
    try {
      current = await assume();
      return current;
    } finally {
      pending = undefined;
    }
  }

  return {
    get() {
      const isFresh =
        current !== undefined &&
        current.expiration.getTime() - clock.nowMilliseconds() > REFRESH_MILLISECONDS;
      if (current !== undefined && isFresh) return Promise.resolve(current);
      pending ??= renew();
      return pending;
    },
    discard(credentials) {
      if (current === credentials) current = undefined;
    },
  };
}
