import { type AwsRequest, header } from "./aws-request";
import { parseForm } from "./form";

/** The wire protocols of AWS that differ in how an operation is named and an error is written. */
export type Protocol = "query" | "ec2" | "json" | "rest-json" | "rest-xml";

const REST_XML_SERVICES: ReadonlySet<string> = new Set(["s3", "route53", "cloudfront"]);

/**
 * The protocol of a request; `rest-json` when nothing shows that it is another one.
 *
 * @param service signing name; absent when the request is not signed
 */
export function protocolOf(request: AwsRequest, service: string | undefined): Protocol {
  if (header(request, "x-amz-target") !== undefined) return "json";
  if (service !== undefined && REST_XML_SERVICES.has(service)) return "rest-xml";
  if (queryAction(request) !== undefined) return service === "ec2" ? "ec2" : "query";
  return "rest-json";
}

/** Parameters of a query-protocol request, from the body or the query string. */
export function queryParameters(request: AwsRequest): URLSearchParams {
  return isForm(request) ? parseForm(request.body) : request.query;
}

/** The operation of a query-protocol or JSON request; absent for REST protocols. */
export function operationName(request: AwsRequest): string | undefined {
  return header(request, "x-amz-target")?.split(".").at(-1) ?? queryAction(request);
}

function queryAction(request: AwsRequest): string | undefined {
  return queryParameters(request).get("Action") ?? undefined;
}

function isForm(request: AwsRequest): boolean {
  return header(request, "content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
}
