import {
  type Agent,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from "node:http";
import type { AwsRequest, AwsResponse } from "../protocol/aws-request";
import { MOTO_HOST, motoAgent } from "./moto-socket";

/** Headers that belong to one connection, not to the message (RFC 9110, section 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Speaks to `moto_server` for one account at a time; moto keeps each account's resources apart by this header. */
export class MotoClient {
  private readonly agent: Agent;

  /** @param socket moto's Unix socket */
  constructor(socket: string) {
    this.agent = motoAgent(socket);
  }

  /** Passes a request on as it came, for this account. */
  forward(accountId: string, request: AwsRequest, body: Buffer = request.body): Promise<AwsResponse> {
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name)),
    );
    return this.send(accountId, { method: request.method, url: request.url, headers, body });
  }

  /**
   * A request of the gateway's own.
   *
   * @param service signing name, by which moto finds the service
   */
  call(request: {
    readonly accountId: string;
    readonly service: string;
    readonly region: string;
    readonly method?: string;
    readonly path?: string;
    readonly headers?: OutgoingHttpHeaders;
    readonly body?: string;
    /** A body that is no text. */
    readonly bytes?: Buffer;
  }): Promise<AwsResponse> {
    const { accountId, service, region, method = "POST", path = "/", headers, body = "", bytes } = request;
    const authorization = `AWS4-HMAC-SHA256 Credential=GATEWAY/20200101/${region}/${service}/aws4_request`;
    return this.send(accountId, {
      method,
      url: path,
      headers: { host: MOTO_HOST, authorization, ...headers },
      body: bytes ?? Buffer.from(body),
    });
  }

  close(): void {
    this.agent.destroy();
  }

  private send(
    accountId: string,
    {
      method,
      url,
      headers,
      body,
    }: { method: string; url: string; headers: OutgoingHttpHeaders; body: Buffer },
  ): Promise<AwsResponse> {
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        {
          agent: this.agent,
          method,
          path: url,
          headers: { ...headers, "content-length": body.length, "x-moto-account-id": accountId },
        },
        (incoming) => readResponse(incoming).then(resolve, reject),
      );
      outgoing.once("error", reject);
      outgoing.end(body);
    });
  }
}

async function readResponse(incoming: IncomingMessage): Promise<AwsResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).filter(([name]) => !HOP_BY_HOP.has(name)),
  );
  return { status: incoming.statusCode ?? 502, headers, body: Buffer.concat(chunks) };
}
