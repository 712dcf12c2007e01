import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

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

/** What is answered to a request. */
export interface AwsResponse {
  /** HTTP status. */
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | string;
}

/** The value of a header that is sent once. */
export function header(request: AwsRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
