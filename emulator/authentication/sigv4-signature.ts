import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { type AwsRequest, header } from "../protocol/aws-request";
import type { CredentialScope } from "./sigv4-scope";

const ALGORITHM = "AWS4-HMAC-SHA256";
const TERMINATOR = "aws4_request";

/** Services that sign the path as it is sent; all others encode it once more. */
const SINGLE_ENCODED_PATHS: ReadonlySet<string> = new Set(["s3", "s3-object-lambda", "s3-outposts"]);

/**
 * Whether the request was signed with this secret and has not been changed since.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function hasValidSignature(
  request: AwsRequest,
  scope: CredentialScope,
  secretAccessKey: string,
): boolean {
  // Without the host, a signature would be good at any endpoint.
  if (!scope.signedHeaders.includes("host") || !isBodyAsStated(request)) return false;
  const { date, region, service } = scope;
  const text = [
    ALGORITHM,
    (scope.presigned ? request.query.get("X-Amz-Date") : header(request, "x-amz-date")) ?? "",
    [date, region, service, TERMINATOR].join("/"),
    sha256(canonicalRequest(request, scope)),
  ].join("\n");
  const expected = hmac(signingKey(secretAccessKey, scope), text);
  const given = Buffer.from(scope.signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function canonicalRequest(request: AwsRequest, scope: CredentialScope): string {
  const headers = scope.signedHeaders.map((name) => `${name}:${headerText(request, name)}\n`);
  return [
    request.method,
    SINGLE_ENCODED_PATHS.has(scope.service) ? request.path : request.path.split("/").map(encode).join("/"),
    canonicalQuery(request.query),
    headers.join(""),
    scope.signedHeaders.join(";"),
    payloadHash(request, scope),
  ].join("\n");
}

function headerText(request: AwsRequest, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).trim().replace(/\s+/g, " ");
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map((pair) => pair.join("="))
    .join("&");
}

function compare(text: string, other: string): number {
  return text === other ? 0 : text < other ? -1 : 1;
}

/** `encodeURIComponent` leaves five characters alone that SigV4 encodes. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function payloadHash(request: AwsRequest, { presigned, service }: CredentialScope): string {
  const stated = header(request, "x-amz-content-sha256");
  if (stated !== undefined) return stated;
  return presigned && service === "s3" ? "UNSIGNED-PAYLOAD" : sha256(request.body);
}

/** The signature covers the stated hash only, so that the body has this hash is checked here. */
function isBodyAsStated(request: AwsRequest): boolean {
  const stated = header(request, "x-amz-content-sha256");
  return stated === undefined || !/^[\da-f]{64}$/.test(stated) || stated === sha256(request.body);
}

function signingKey(secretAccessKey: string, { date, region, service }: CredentialScope): Buffer {
  return [date, region, service, TERMINATOR].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
