import { randomUUID } from "node:crypto";
import type { AwsError } from "./aws-error";
import { stringifyAwsJson } from "./aws-json";
import type { AwsResponse } from "./aws-request";
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
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amzn-errortype": code,
          "x-amzn-requestid": requestId,
        },
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
