import type { AwsRequest } from "../protocol/aws-request";
import { header } from "../protocol/aws-request";

/** Who signed, for which region and service (SigV4 "credential scope"). */
export interface CredentialScope {
  readonly accessKeyId: string;
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  /** Signing name, for example `redshift-data`. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken?: string;
  /** Signed through the query string instead of the `Authorization` header. */
  readonly presigned: boolean;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/** Reads the credential scope of a request; absent when the request is not signed with SigV4. */
export function credentialScope(request: AwsRequest): CredentialScope | undefined {
  const authorization = header(request, "authorization");
  return authorization === undefined ? presignedScope(request.query) : headerScope(request, authorization);
}

function headerScope(request: AwsRequest, authorization: string): CredentialScope | undefined {
  if (!authorization.startsWith(`${ALGORITHM} `)) return undefined;
  const fields = new Map(
    authorization
      .slice(ALGORITHM.length)
      .split(",")
      .map((field) => field.trim().split(/=(.*)/s))
      .map(([name = "", value = ""]) => [name, value]),
  );
  return scopeOf({
    credential: fields.get("Credential"),
    signedHeaders: fields.get("SignedHeaders"),
    signature: fields.get("Signature"),
    sessionToken: header(request, "x-amz-security-token"),
    presigned: false,
  });
}

function presignedScope(query: URLSearchParams): CredentialScope | undefined {
  if (query.get("X-Amz-Algorithm") !== ALGORITHM) return undefined;
  return scopeOf({
    credential: query.get("X-Amz-Credential") ?? undefined,
    signedHeaders: query.get("X-Amz-SignedHeaders") ?? undefined,
    signature: query.get("X-Amz-Signature") ?? undefined,
    sessionToken: query.get("X-Amz-Security-Token") ?? undefined,
    presigned: true,
  });
}

function scopeOf(fields: {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly sessionToken: string | undefined;
  readonly presigned: boolean;
}): CredentialScope | undefined {
  const [accessKeyId, date, region, service, terminator] = fields.credential?.split("/") ?? [];
  if (!accessKeyId || !date || !region || !service || terminator !== "aws4_request") return undefined;
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: fields.signedHeaders?.split(";") ?? [],
    signature: fields.signature ?? "",
    presigned: fields.presigned,
    ...(fields.sessionToken === undefined ? {} : { sessionToken: fields.sessionToken }),
  };
}
