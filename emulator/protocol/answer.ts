import { randomUUID } from "node:crypto";
import { stringifyAwsJson } from "./aws-json";
import type { AwsResponse } from "./aws-request";
import { type XmlRecord, xmlElements } from "./xml";

/** The output of an operation as clients of the awsJson1.1 protocol read it. */
export function jsonAnswer(output: Readonly<Record<string, unknown>>): AwsResponse {
  return {
    status: 200,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID() },
    body: stringifyAwsJson(output),
  };
}

/**
 * The output of an operation as clients of the query protocol read it.
 *
 * @param namespace XML namespace of the service's API version
 */
export function queryAnswer(operation: string, namespace: string, result: XmlRecord): AwsResponse {
  const requestId = randomUUID();
  const content = xmlElements({
    [`${operation}Result`]: result,
    ResponseMetadata: { RequestId: requestId },
  });
  return {
    status: 200,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    body: `<${operation}Response xmlns="${namespace}">${content}</${operation}Response>`,
  };
}
