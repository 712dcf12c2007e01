import { AwsError } from "../protocol/aws-error";
import type { Protocol } from "../protocol/protocol";
import type { CredentialProblem } from "./credential-error";

const CREDENTIAL_MESSAGES: Readonly<Record<CredentialProblem, string>> = {
  missing: "Missing Authentication Token",
  unknown: "The security token included in the request is invalid.",
  expired: "The security token included in the request is expired",
  signature:
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
};

const QUERY_CODES: Readonly<Record<CredentialProblem, string>> = {
  missing: "MissingAuthenticationToken",
  unknown: "InvalidClientTokenId",
  expired: "ExpiredToken",
  signature: "SignatureDoesNotMatch",
};

const JSON_CODES: Readonly<Record<CredentialProblem, string>> = {
  missing: "MissingAuthenticationTokenException",
  unknown: "UnrecognizedClientException",
  expired: "ExpiredTokenException",
  signature: "InvalidSignatureException",
};

/** The error a service of this protocol answers when it does not accept the credentials of a request. */
export function credentialRefusal(protocol: Protocol, problem: CredentialProblem): AwsError {
  const message = CREDENTIAL_MESSAGES[problem];
  switch (protocol) {
    case "json":
      return new AwsError(JSON_CODES[problem], message, 400);
    case "rest-json":
      return new AwsError(JSON_CODES[problem], message, 403);
    case "query":
      return new AwsError(QUERY_CODES[problem], message, 403);
    case "ec2":
      return new AwsError(problem === "unknown" ? "AuthFailure" : QUERY_CODES[problem], message, 401);
    case "rest-xml":
      return new AwsError(problem === "unknown" ? "InvalidAccessKeyId" : QUERY_CODES[problem], message, 403);
  }
}
