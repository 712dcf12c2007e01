import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { Caller } from "../gateway/caller";
import type { CredentialScope } from "./sigv4-scope";

/** A request as it arrived; nothing decoded but the query string. */
export interface AwsRequest {
  readonly method: string;
  /** Path and query string exactly as sent: signatures cover them. */
  readonly url: string;
  /** Path alone, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request whose sender is known. */
export interface SignedRequest extends AwsRequest {
  readonly scope: CredentialScope;
  readonly caller: Caller;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | string;
}

/** The value of a header that is sent once. */
export function header(request: AwsRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
