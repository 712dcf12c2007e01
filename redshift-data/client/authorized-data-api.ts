import type { SessionCredentials } from "./assume-role";
import { isExpiredCredentials, readAwsFailure } from "./aws-failure";
import type { CredentialCache } from "./credential-cache";
import type { DataApi } from "./data-api";

/**
 * A Data API whose every call carries valid credentials of the data role: a statement may outlive them. A call that
 * AWS refuses for expired credentials is made once more with new ones.
 */
export function authorizeDataApi(
  cache: CredentialCache,
  connect: (credentials: SessionCredentials) => DataApi,
): DataApi {
  let connection: { readonly credentials: SessionCredentials; readonly api: DataApi } | undefined;

  function connected(credentials: SessionCredentials): DataApi {
    if (connection?.credentials !== credentials) connection = { credentials, api: connect(credentials) };
    return connection.api;
  }

  async function withCredentials<T>(call: (api: DataApi) => Promise<T>): Promise<T> {
    const credentials = await cache.get();
    try {
      return await call(connected(credentials));
    } catch (error) {
      if (!isExpiredCredentials(readAwsFailure(error))) throw error;
      cache.discard(credentials);
      return call(connected(await cache.get()));
    }
  }

  return {
    execute: (request, signal) => withCredentials((api) => api.execute(request, signal)),
    executeBatch: (request, signal) => withCredentials((api) => api.executeBatch(request, signal)),
    describe: (request, signal) => withCredentials((api) => api.describe(request, signal)),
    result: (request, signal) => withCredentials((api) => api.result(request, signal)),
    resultCsv: (request, signal) => withCredentials((api) => api.resultCsv(request, signal)),
    cancel: (request, signal) => withCredentials((api) => api.cancel(request, signal)),
  };
}
