/** A connection that failed or died: codes of Node's sockets and of the SDK. */
export const NETWORK_FAILURE_CODES: readonly string[] = [
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "TimeoutError",
];

const EXPIRED_CREDENTIAL_CODES: readonly string[] = [
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
];

const QUOTA_CODES: readonly string[] = [
  "ActiveSessionsExceededException",
  "ActiveStatementsExceededException",
  "RequestLimitExceeded",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
];

/** An error of an AWS call, reduced to what decisions need. */
export interface AwsFailure {
  /** AWS error code, or the code of the socket error. */
  readonly code: string;
  readonly message: string;
  /** Absent when no response arrived. */
  readonly httpStatus?: number;
}

/** Reads an error thrown by an AWS client. Never fails. */
export function readAwsFailure(error: unknown): AwsFailure {
  if (!(error instanceof Error))
    return { code: "Unknown", message: "the call failed without an error object" };
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  const httpStatus = $metadata?.httpStatusCode;
  const isSocketCode = typeof code === "string" && NETWORK_FAILURE_CODES.includes(code);
  return {
    code: isSocketCode ? code : error.name,
    message: error.message,
    ...(httpStatus !== undefined && { httpStatus }),
  };
}

/** True when the credentials of the call are no longer accepted, so that new ones may help. */
export function isExpiredCredentials(failure: AwsFailure): boolean {
  return EXPIRED_CREDENTIAL_CODES.includes(failure.code);
}

/** True when AWS asks for fewer calls. The Data API wraps a throttle in a `ValidationException` at times. */
export function isQuotaFailure(failure: AwsFailure): boolean {
  if (QUOTA_CODES.includes(failure.code) || failure.httpStatus === 429) return true;
  return failure.code === "ValidationException" && /ThrottlingException|Rate exceeded/i.test(failure.message);
}

/** True when the same call may well succeed a moment later: no response, or one that says it is AWS's fault. */
export function isTransientFailure(failure: AwsFailure): boolean {
  return NETWORK_FAILURE_CODES.includes(failure.code) || (failure.httpStatus ?? 0) >= 500;
}
