import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { EmulatorError } from "../emulator-error";
import { ConnectionFault } from "../faults/fault-injection";
import type { AwsRequest, AwsResponse } from "../protocol/aws-request";
import { handleRequest, type RequestHandlerOptions } from "./request-handler";

const HOST = "127.0.0.1";

/** The one endpoint of all local accounts. */
interface Gateway {
  /** Value for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Accepts no more connections, waits for `finish` to end what is under way, then cuts what is still connected. */
  close(finish: () => Promise<void>): Promise<void>;
}

/**
 * Listens on 127.0.0.1.
 *
 * @param port 0: any free one
 * @throws EmulatorError PORT_IN_USE
 */
export async function startGateway(handling: RequestHandlerOptions, port: number): Promise<Gateway> {
  const server = createServer((request, response) => void serve(request, response, handling));
  return {
    url: `http://${HOST}:${await listen(server, port)}`,
    close: async (finish) => {
      const stopped = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await finish();
      server.closeAllConnections();
      await stopped;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? portInUse(port) : error),
    );
    server.listen(port, HOST, () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("no port was assigned"));
      else resolve(address.port);
    });
  });
}

function portInUse(port: number): EmulatorError {
  return new EmulatorError("PORT_IN_USE", `port ${port} of ${HOST} is in use`);
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  handling: RequestHandlerOptions,
): Promise<void> {
  try {
    const request = await readRequest(incoming);
    write(response, await handleRequest(request, handling), request.method);
  } catch (error) {
    // A connection of this fault stays open without an answer, until the client gives up.
    if (error instanceof ConnectionFault && error.kind === "silence") return;
    if (error instanceof ConnectionFault) incoming.socket.resetAndDestroy();
    // Otherwise the client has gone away before its request or its answer was complete.
    response.destroy();
  }
}

async function readRequest(incoming: IncomingMessage): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const url = incoming.url ?? "/";
  const [path = "/", queryText = ""] = url.split(/\?(.*)/s);
  return {
    method: incoming.method ?? "GET",
    url,
    path,
    query: new URLSearchParams(queryText),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

function write(response: ServerResponse, { status, headers, body }: AwsResponse, method: string): void {
  // A service may have rewritten the body after moto stated its length. The answer to HEAD states the length of the
  // body that GET would have.
  const length = method === "HEAD" ? headers["content-length"] : Buffer.byteLength(body);
  response.writeHead(status, { ...headers, ...(length === undefined ? {} : { "content-length": length }) });
  response.end(body);
}
