import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ToolError } from "../../tools/lib/terminal/tool-error";
import { IdentityAuthorizer } from "../authorization/identity-authorizer";
import { IamService } from "../iam/iam-service";
import { PrincipalDirectory } from "../iam/principal-directory";
import { StoredIam } from "../iam/stored-iam";
import { LambdaService } from "../lambda/lambda-service";
import { MotoClient } from "../moto/moto-client";
import type { AwsRequest, AwsResponse } from "../protocol/aws-request";
import { Sts } from "../sts/sts";
import { CredentialStore } from "./credential-store";
import { ConnectionFault } from "./fault-injection";
import type { GatewayOptions } from "./gateway-options";
import { handleRequest, type RequestHandlerOptions } from "./request-handler";

const HOST = "127.0.0.1";

/** The local accounts' endpoint, for any AWS client. */
export interface Gateway {
  /** Value for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly port: number;
  /** Ends containers and connections; nothing is left running. */
  close(): Promise<void>;
}

/** Starts the gateway on 127.0.0.1. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { motoSocket, port = 0, operators, decisions, log = () => undefined } = options;
  const address = { url: "" };
  const credentials = new CredentialStore();
  for (const { accessKeyId, secretAccessKey, caller } of operators) {
    credentials.addLongTerm(accessKeyId, secretAccessKey, caller);
  }
  const moto = new MotoClient(motoSocket);
  const iam = new StoredIam(motoSocket);
  const authorizer = new IdentityAuthorizer(iam, decisions, log);
  const directory = new PrincipalDirectory(
    iam,
    operators.map(({ caller }) => caller),
  );
  const lambda = await LambdaService.create({
    moto,
    iam,
    decisions,
    authorizer,
    credentials,
    endpointUrl: () => address.url,
    log,
  });
  const services = {
    sts: new Sts(iam, credentials, decisions, log),
    iam: new IamService(moto, iam, directory),
    storedIam: iam,
    lambda,
    dataApi: options.dataApi(authorizer),
    moto,
    authorizer,
  };
  const handling = { credentials, services, faults: options.faults, log };
  const server = createServer((request, response) => void serve(request, response, handling));
  try {
    address.url = `http://${HOST}:${await listen(server, port)}`;
  } catch (error) {
    await lambda.close();
    throw error;
  }
  return {
    url: address.url,
    port: Number(new URL(address.url).port),
    close: async () => {
      const stopped = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await lambda.close();
      server.closeAllConnections();
      await stopped;
      moto.close();
      iam.close();
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

function portInUse(port: number): ToolError {
  return new ToolError(
    "PORT_IN_USE",
    `port ${port} of ${HOST} is in use; choose another one with --port, or leave it out`,
  );
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
    // A dead connection stays open and says nothing; the client has to give up.
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
  // The body may have been rewritten since its length was stated; the answer to HEAD states another's length.
  const length = method === "HEAD" ? headers["content-length"] : Buffer.byteLength(body);
  response.writeHead(status, { ...headers, ...(length === undefined ? {} : { "content-length": length }) });
  response.end(body);
}
