import { isJson, presentMembers } from "../../aws/json";
import { isSaid, readOwnWords, serviceSays } from "./own-words";

/** A connection that failed or died: codes of Node's sockets and of the SDK. */
const NETWORK_CODES: readonly string[] = [
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

/** The credentials of the call are not accepted, or no longer. */
export const EXPIRED_CREDENTIAL_CODES: readonly string[] = [
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
];

/** AWS asks for fewer calls, or for fewer statements and sessions at once. */
export const QUOTA_CODES: readonly string[] = [
  "ActiveSessionsExceededException",
  "ActiveStatementsExceededException",
  "RequestLimitExceeded",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
];

/** A throttle in AWS's words: the Data API wraps one in a `ValidationException` at times. */
export const SAYS_THROTTLED = serviceSays("ThrottlingException", "Rate exceeded", "Too many requests");

const SERVICE_FAULT_CODES: readonly string[] = [
  "InternalFailure",
  "InternalServerError",
  "InternalServerException",
  "ServiceUnavailable",
];

/** The name of the SDK's error when a client has no credentials to sign with: no response of AWS, but AWS's word for it. */
export const NO_CREDENTIALS_CODE = "CredentialsProviderError";

/** Codes that {@link failureKind} goes by. */
export const CLASSIFIED_CODES: readonly string[] = [
  ...EXPIRED_CREDENTIAL_CODES,
  ...QUOTA_CODES,
  ...SERVICE_FAULT_CODES,
];

/** What codes of AWS look like. Anything else in their place is a text, and may be data. */
const CODE = /^[A-Za-z]{1,80}$/;

/** An error of an AWS call, reduced to what decisions need. */
export interface AwsFailure {
  /** AWS's error code. Absent: AWS did not answer, or its answer was not understood. */
  readonly awsCode?: string;
  /** One of the codes of a connection that failed. */
  readonly networkCode?: string;
  /** Text of AWS, or of the client. */
  readonly awsMessage: string;
  /** Absent when no response arrived. */
  readonly httpStatus?: number;
}

/** What retries and explanations make of a failure; other failures have no kind, and are final. */
export type FailureKind = "expired-credentials" | "quota" | "network" | "service-fault";

/** Reads an error thrown by an AWS client. Never fails. */
export function readAwsFailure(error: unknown): AwsFailure {
  if (!(error instanceof Error)) return { awsMessage: "the call failed without an error object" };
  const { name, message, code, $metadata } = error as {
    readonly [K in "name" | "message" | "code" | "$metadata"]?: unknown;
  };
  const awsMessage = typeof message === "string" ? message : "";
  const networkCode = NETWORK_CODES.find((known) => known === code || known === name);
  if (networkCode !== undefined) return { networkCode, awsMessage };
  const isOfAws = $metadata !== undefined || name === NO_CREDENTIALS_CODE;
  const awsCode = isOfAws && typeof name === "string" && CODE.test(name) ? name : undefined;
  const status = isJson($metadata) ? $metadata.httpStatusCode : undefined;
  const httpStatus = typeof status === "number" ? status : undefined;
  return { ...presentMembers({ awsCode, httpStatus }), awsMessage };
}

/** The one classification of failures: what is retried as a quota is also explained as one. */
export function failureKind(failure: AwsFailure): FailureKind | undefined {
  const { awsCode = "", networkCode, awsMessage, httpStatus = 0 } = failure;
  if (networkCode !== undefined) return "network";
  if (EXPIRED_CREDENTIAL_CODES.includes(awsCode)) return "expired-credentials";
  if (QUOTA_CODES.includes(awsCode) || httpStatus === 429) return "quota";
  if (awsCode === "ValidationException" && isSaid(SAYS_THROTTLED, readOwnWords(awsMessage))) return "quota";
  if (SERVICE_FAULT_CODES.includes(awsCode) || httpStatus >= 500) return "service-fault";
  return undefined;
}
