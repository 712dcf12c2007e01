import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import { connect as connectSocket } from "node:net";

/** A schema has tens of megabytes. */
const WINDOW_BYTES = 2 ** 26;
const SESSION = { settings: { initialWindowSize: WINDOW_BYTES }, maxSessionMemory: 1000 };
/** gRPC's codes. */
const UNAVAILABLE = "14";
const UNIMPLEMENTED = "12";
/** A message without a field: no compression, no bytes. */
const EMPTY_MESSAGE = Buffer.alloc(5);

/** What gRPC answers a call with. */
export interface CallAnswer {
  readonly body: Buffer;
  readonly status: string;
  readonly message?: string;
}

export const EMPTY_ANSWER: CallAnswer = { body: EMPTY_MESSAGE, status: "0" };
export const NOT_OFFERED: CallAnswer = { body: Buffer.alloc(0), status: UNIMPLEMENTED };

/** Who calls over one connection: Terraform has one for each instance of a provider. */
export interface PluginClient {
  /** @param path of the call, `/tfplugin5.Provider/GetSchema` @param signal aborted when the caller gives it up */
  readonly answer: (path: string, body: Buffer, signal: AbortSignal) => Promise<CallAnswer>;
  /** Its connection is closed. */
  readonly gone?: () => void;
}

/** @param accept of each connection, who it is */
export function serveCalls(accept: () => PluginClient) {
  const server = createServer(SESSION);
  const clients = new WeakMap<Http2Session, PluginClient>();
  server.on("session", (session) => {
    const client = accept();
    clients.set(session, client);
    session.once("connect", () => session.setLocalWindowSize(WINDOW_BYTES));
    session.on("error", () => session.destroy());
    session.once("close", () => client.gone?.());
  });
  server.on("stream", (stream, headers) => {
    const { session } = stream;
    const client = session === undefined ? undefined : clients.get(session);
    if (client === undefined) return;
    const givenUp = new AbortController();
    stream.once("aborted", () => givenUp.abort());
    // A caller that is killed resets its streams.
    stream.on("error", () => givenUp.abort());
    bodyOf(stream)
      .then((body) => client.answer(String(headers[":path"]), body, givenUp.signal))
      .catch((error: Error) => ({ body: Buffer.alloc(0), status: UNAVAILABLE, message: error.message }))
      .then((given) => respond(stream, given));
  });
  return server;
}

function respond(stream: ServerHttp2Stream, { body, status, message }: CallAnswer): void {
  if (stream.destroyed) return;
  const trailers = {
    "grpc-status": status,
    ...(message === undefined ? {} : { "grpc-message": message }),
  };
  stream.once("wantTrailers", () => stream.sendTrailers(trailers));
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.end(body);
}

/** Calls of a provider's process at its Unix socket. */
export class ProviderConnection {
  private readonly session: ClientHttp2Session;

  constructor(socket: string) {
    this.session = connect("http://provider", { ...SESSION, createConnection: () => connectSocket(socket) });
    this.session.once("connect", () => this.session.setLocalWindowSize(WINDOW_BYTES));
    this.session.on("error", () => this.session.destroy());
  }

  /** Whether it can be called: its process may have ended. */
  get isOpen(): boolean {
    return !this.session.destroyed && !this.session.closed;
  }

  async call(path: string, body: Buffer, signal: AbortSignal): Promise<CallAnswer> {
    const stream = this.session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
    });
    signal.addEventListener("abort", () => stream.close(constants.NGHTTP2_CANCEL), { once: true });
    let end: IncomingHttpHeaders = {};
    const take = (headers: IncomingHttpHeaders) => {
      end = { ...end, ...headers };
    };
    stream.on("response", take).on("trailers", take).end(body);
    const answered = await bodyOf(stream);
    const { "grpc-status": status = UNAVAILABLE, "grpc-message": message } = end;
    return {
      body: answered,
      status: String(status),
      ...(message === undefined ? {} : { message: String(message) }),
    };
  }

  close(): void {
    this.session.destroy();
  }
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
