import { randomUUID } from "node:crypto";
import { AwsError } from "./aws-error";
import { stringifyAwsJson } from "./aws-json";
import type { AwsResponse } from "./aws-request";
import type { CredentialProblem } from "./credential-error";
import type { Protocol } from "./protocol";
import { xmlElements } from "./xml";

/** Writes an error the way clients of this protocol read it. */
export function errorAnswer(protocol: Protocol, error: AwsError): AwsResponse {
  const requestId = randomUUID();
  const { code, message, httpStatus: status, members } = error;
  switch (protocol) {
    case "json":
      return {
        status,
        headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
        body: stringifyAwsJson({ __type: code, message, ...members }),
      };
    case "rest-json":
      return {
        status,
        headers: {
          "content-type": "application/json",
          "x-amzn-errortype": code,
          "x-amzn-requestid": requestId,
        },
        // Lambda's model names the member `message` for some errors and `Message` for others.
        body: stringifyAwsJson({ Type: faultOf(status), Message: message, message, ...members }),
      };
    case "query":
      return xmlAnswer(status, requestId, {
        ErrorResponse: {
          Error: { Type: faultOf(status) === "User" ? "Sender" : "Receiver", Code: code, Message: message },
          RequestId: requestId,
        },
      });
    case "ec2":
      return xmlAnswer(status, requestId, {
        Response: { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId },
      });
    case "rest-xml":
      return xmlAnswer(status, requestId, {
        Error: { Code: code, Message: message, RequestId: requestId },
      });
  }
}

function xmlAnswer(
  status: number,
  requestId: string,
  content: Parameters<typeof xmlElements>[0],
): AwsResponse {
  return {
    status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElements(content)}`,
  };
}

function faultOf(status: number): "User" | "Service" {
  return status < 500 ? "User" : "Service";
}

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

/** The error a service of this protocol answers when IAM does not allow a request. */
export function accessDenied(protocol: Protocol, message: string): AwsError {
  switch (protocol) {
    case "json":
      return new AwsError("AccessDeniedException", message, 400);
    case "rest-json":
      return new AwsError("AccessDeniedException", message, 403);
    case "ec2":
      return new AwsError("UnauthorizedOperation", message, 403);
    case "query":
    case "rest-xml":
      return new AwsError("AccessDenied", message, 403);
  }
}
