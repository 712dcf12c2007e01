import {
  EXPIRED_CREDENTIAL_CODES,
  failureKind,
  QUOTA_CODES,
  readAwsFailure,
} from "../../../aws/failure/aws-failure";
import { DATA_API_PHASES, type ErrorCode, type Phase } from "../../../redshift-data/errors/error-codes";
import { explainError } from "../../../redshift-data/errors/explain-error";
import { OPEN_TEXTS } from "../../../redshift-data/errors/shown-text";
import { awsError, socketError } from "../../../testing/redshift-data/fake-data-api";
import { LINK_CONTEXT } from "../../../testing/redshift-data/link-context";

const CALLS: readonly Phase[] = ["assume-role", ...DATA_API_PHASES];

const explained = (phase: Phase, error: unknown): ErrorCode =>
  explainError({ ...readAwsFailure(error), phase }, LINK_CONTEXT, OPEN_TEXTS).fields.code;

const QUOTAS: readonly ErrorCode[] = ["THROTTLED", "ACTIVE_STATEMENTS_EXCEEDED", "ACTIVE_SESSIONS_EXCEEDED"];

test("these codes of AWS are quotas, and no others", () => {
  expect(QUOTA_CODES).toEqual([
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
  ]);
});

test("these codes of AWS are credentials that are not accepted, and no others", () => {
  expect(EXPIRED_CREDENTIAL_CODES).toEqual([
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
  ]);
});

describe.each(CALLS)("%s", (phase) => {
  test.each([
    ...QUOTA_CODES.map((code) => awsError(code, "")),
    awsError("BrandNewException", "", 429),
    awsError("ValidationException", "ThrottlingException: Rate exceeded"),
  ])("%s is retried as a quota, and explained as one", (error) => {
    expect(failureKind(readAwsFailure(error))).toBe("quota");
    expect(QUOTAS).toContain(explained(phase, error));
  });

  test.each(EXPIRED_CREDENTIAL_CODES)("%s renews the credentials, and is explained as theirs", (code) => {
    expect(failureKind(readAwsFailure(awsError(code)))).toBe("expired-credentials");
    expect(explained(phase, awsError(code))).toBe(
      phase === "assume-role" ? "FUNCTION_CREDENTIALS_INVALID" : "CREDENTIALS_EXPIRED",
    );
  });

  test.each([awsError("InternalServerException", "", 500), awsError("BrandNewException", "", 503)])(
    "%s is retried as a fault of AWS, and explained as one",
    (error) => {
      expect(failureKind(readAwsFailure(error))).toBe("service-fault");
      expect(explained(phase, error)).toBe("SERVICE_FAILED");
    },
  );

  test("a dead connection is retried, and explained as the network", () => {
    const error = socketError("EPIPE");
    expect(failureKind(readAwsFailure(error))).toBe("network");
    expect(explained(phase, error)).toBe("ENDPOINT_UNREACHABLE");
  });
});

test.each<[what: string, error: unknown, failure: object]>([
  ["a refusal of AWS", awsError("AccessDenied", "no", 403), { awsCode: "AccessDenied", httpStatus: 403 }],
  ["a socket's error", socketError("ECONNRESET"), { networkCode: "ECONNRESET" }],
  [
    "the SDK's time limit",
    Object.assign(new Error("t"), { name: "TimeoutError" }),
    { networkCode: "TimeoutError" },
  ],
  [
    "a client without credentials",
    Object.assign(new Error("c"), { name: "CredentialsProviderError" }),
    { awsCode: "CredentialsProviderError" },
  ],
  ["an error of our own code", new TypeError("x is not a function"), {}],
  ["what is no error", "text", {}],
])("%s: only AWS's codes are AWS codes", (_, error, failure) => {
  const { awsMessage, ...codes } = readAwsFailure(error);
  expect(awsMessage).not.toBe("");
  expect(codes).toEqual(failure);
});
