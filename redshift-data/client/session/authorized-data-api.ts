import { failureKind, mayBeRevoked, readAwsFailure } from "../../../aws/failure/aws-failure";
import { type DataApi, forwardCalls } from "../data-api";
import type { SessionCredentials } from "./assume-role";
import type { AssumeRole, CredentialCache } from "./credential-cache";

/**
 * A Data API whose every call carries valid credentials of the data role: a statement may outlive them. A call that
 * AWS refuses for expired credentials, or for kept ones that may be revoked, is made once more with new ones. When those
 * are denied too, the role is denied whatever its session, and no call of the same work asks for another one.
 *
 * @returns the Data API for whoever brings a way to assume the role; all share credentials and connection
 */
export function authorizeDataApi(
  cache: CredentialCache,
  connect: (credentials: SessionCredentials) => DataApi,
): (assume: AssumeRole) => DataApi {
  let connection: { readonly credentials: SessionCredentials; readonly api: DataApi } | undefined;

  function connected(credentials: SessionCredentials): DataApi {
    if (connection?.credentials !== credentials) connection = { credentials, api: connect(credentials) };
    return connection.api;
  }

  async function withCredentials<T>(
    assume: AssumeRole,
    work: { isDenied: boolean },
    call: (api: DataApi) => Promise<T>,
  ): Promise<T> {
    let isKept = true;
    const credentials = await cache.get(() => {
      isKept = false;
      return assume();
    });
    try {
      return await call(connected(credentials));
    } catch (error) {
      const failure = readAwsFailure(error);
      const isRevoked = isKept && !work.isDenied && mayBeRevoked(failure);
      if (failureKind(failure) !== "expired-credentials" && !isRevoked) throw error;
      cache.discard(credentials);
      const renewed = connected(await cache.get(assume));
      return call(renewed).catch((again: unknown) => {
        work.isDenied ||= isRevoked && mayBeRevoked(readAwsFailure(again));
        throw again;
      });
    }
  }

  return (assume) => {
    const work = { isDenied: false };
    return forwardCalls((call) => withCredentials(assume, work, call));
  };
}
