import { isJson, presentMembers } from "../json";
import { isSaid, readOwnWords, serviceSays } from "./own-words";

/**
 * A connection that failed or died, or that something else than AWS has answered: codes of Node's sockets, of its check of
 * certificates, and of the SDK.
 *
 * @see https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const NETWORK_CODES: readonly string[] = [
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNABORTED",
  "EPROTO",
  "TimeoutError",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "HOSTNAME_MISMATCH",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
];

/** The same of Node's TLS, of its parser for what is no HTTP, and of its `fetch`. */
const PROTOCOL_CODE = /^(?:ERR_SSL|ERR_TLS|HPE|UND_ERR)_[A-Z_]{1,60}$/;

/** Failures before a connection stood: nothing was sent. */
const UNSENT_CODES: readonly string[] = [
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
];

/** The SDK's words for a time limit that came before the connection stood. */
const NEVER_CONNECTED = "did not establish a connection";

/** The credentials of the call are not accepted, or no longer. */
export const EXPIRED_CREDENTIAL_CODES: readonly string[] = [
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
];

/**
 * AWS asks for fewer calls, or for fewer statements and sessions at once: two codes of the Data API, and those that AWS's own
 * clients take for a throttle of any service.
 *
 * @see https://boto3.amazonaws.com/v1/documentation/api/latest/guide/retries.html
 */
export const QUOTA_CODES: readonly string[] = [
  "ActiveSessionsExceededException",
  "ActiveStatementsExceededException",
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
];

/** A throttle in AWS's words: the Data API wraps one in a `ValidationException` at times. */
export const SAYS_THROTTLED = serviceSays("ThrottlingException", "Rate exceeded", "Too many requests");

const SERVICE_FAULT_CODES: readonly string[] = [
  "InternalFailure",
  "InternalServerError",
  "InternalServerException",
  "PriorRequestNotComplete",
  "RequestTimeout",
  "RequestTimeoutException",
  "ServiceUnavailable",
];

/**
 * Said of a signature whose time is not AWS's: the clock of the caller is wrong, or the request was long on its way. The SDK
 * learns AWS's time from that answer, so the same call can succeed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
const SAYS_OTHER_TIME = serviceSays("Signature expired: ", "Signature not yet current: ");

const SAYS_DENIED_EXPLICITLY = serviceSays("not authorized to perform: .+ with an explicit deny");

const SIGNATURE_CODES: readonly string[] = ["InvalidSignatureException", "SignatureDoesNotMatch"];

/** Codes that say it without words. */
const OTHER_TIME_CODES: readonly string[] = ["RequestExpired", "RequestTimeTooSkewed"];

/** The name of the SDK's error when a client has no credentials to sign with: no response of AWS, but AWS's word for it. */
export const NO_CREDENTIALS_CODE = "CredentialsProviderError";

/** Codes that {@link failureKind} goes by. */
export const CLASSIFIED_CODES: readonly string[] = [
  ...EXPIRED_CREDENTIAL_CODES,
  ...QUOTA_CODES,
  ...SERVICE_FAULT_CODES,
  ...SIGNATURE_CODES,
  ...OTHER_TIME_CODES,
];

/** Names of the client's errors of an answer that it cannot read: no codes of AWS. */
const UNREAD_NAMES: readonly unknown[] = ["Error", "RangeError", "SyntaxError", "TypeError"];

/** What it says in the place of AWS's code, and of AWS's text, where an answer has none. */
const UNKNOWN_NAMES: readonly unknown[] = ["Unknown", "UnknownError"];

/** What codes of AWS look like. Anything else in their place is a text, and may be data. */
const CODE = /^[A-Za-z]{1,80}$/;

const REDIRECTION = 300;

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
export type FailureKind = "expired-credentials" | "other-time" | "quota" | "network" | "service-fault";

/** Reads an error thrown by an AWS client. Never fails. */
export function readAwsFailure(error: unknown): AwsFailure {
  if (!(error instanceof Error)) return { awsMessage: "the call failed without an error object" };
  const { name, message, code, $metadata } = error as {
    readonly [K in "name" | "message" | "code" | "$metadata"]?: unknown;
  };
  const text = typeof message === "string" ? message : "";
  const networkCode =
    NETWORK_CODES.find((known) => known === code || known === name) ??
    (typeof code === "string" && PROTOCOL_CODE.test(code) ? code : undefined);
  if (networkCode !== undefined) return { networkCode, awsMessage: text };
  const isOfAws =
    ($metadata !== undefined && ![...UNREAD_NAMES, ...UNKNOWN_NAMES].includes(name)) ||
    name === NO_CREDENTIALS_CODE;
  const awsCode = isOfAws && isCode(name) ? name : undefined;
  const status = isJson($metadata) ? $metadata.httpStatusCode : undefined;
  const httpStatus = typeof status === "number" ? status : undefined;
  const isUnread = httpStatus !== undefined && (UNREAD_NAMES.includes(name) || UNKNOWN_NAMES.includes(text));
  // What the client says of an answer that it cannot read quotes it, and that may be rows.
  const awsMessage = isUnread ? unreadText(httpStatus) : text;
  return { ...presentMembers({ awsCode, httpStatus }), awsMessage };
}

/** What is said of an answer that is none of the service's, in place of quoting it. */
export function unreadText(httpStatus: number): string {
  return `The answer of HTTP status ${httpStatus} is none of the service`;
}

function isCode(name: unknown): name is string {
  return typeof name === "string" && (CODE.test(name) || CLASSIFIED_CODES.includes(name));
}

/** The one classification of failures: what is retried as a quota is also explained as one. */
export function failureKind(failure: AwsFailure): FailureKind | undefined {
  const { awsCode = "", networkCode, awsMessage, httpStatus = 0 } = failure;
  if (networkCode !== undefined) return "network";
  if (EXPIRED_CREDENTIAL_CODES.includes(awsCode)) return "expired-credentials";
  if (QUOTA_CODES.includes(awsCode) || httpStatus === 429) return "quota";
  if (awsCode === "ValidationException" && isSaid(SAYS_THROTTLED, readOwnWords(awsMessage))) return "quota";
  if (SERVICE_FAULT_CODES.includes(awsCode) || httpStatus >= 500) return "service-fault";
  const isSigned = SIGNATURE_CODES.includes(awsCode) && isSaid(SAYS_OTHER_TIME, readOwnWords(awsMessage));
  if (isSigned || OTHER_TIME_CODES.includes(awsCode)) return "other-time";
  // It did not refuse, and what it answered cannot be read: cut off, or not AWS's.
  if (awsCode === "" && httpStatus > 0 && httpStatus < REDIRECTION) return "service-fault";
  return undefined;
}

/**
 * Whether it is denied as a session that was revoked: IAM denies older sessions explicitly, and gives new ones that work. Kept in
 * a container, such a session would be denied for up to an hour.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
export function mayBeRevoked({ awsMessage }: AwsFailure): boolean {
  return isSaid(SAYS_DENIED_EXPLICITLY, readOwnWords(awsMessage));
}

/** Whether AWS may have done what it was asked for, though it did not say so. */
export function mayBeDone(failure: AwsFailure): boolean {
  const kind = failureKind(failure);
  // Without a database nothing ran.
  if (failure.awsCode === "DatabaseConnectionException") return false;
  if (kind !== "network") return kind === "service-fault";
  const { networkCode = "", awsMessage } = failure;
  return !UNSENT_CODES.includes(networkCode) && !awsMessage.includes(NEVER_CONNECTED);
}
