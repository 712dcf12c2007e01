import { createHash } from "node:crypto";
import { STSClient } from "@aws-sdk/client-sts";
import { SignatureV4 } from "@smithy/signature-v4";
import { dnsSuffix, partitionOf } from "../../../aws/partition";
import type { AccountSession } from "./account-session";
import { unreadAnswer } from "./aws-error";

/** Whom a client asks, with whose credentials. */
interface SignedClientOptions {
  /** As signatures name it, for example `redshift-serverless`. */
  readonly service: "s3" | "redshift" | "redshift-serverless" | "kms" | "monitoring";
  readonly config: AccountSession["config"];
  readonly signal: AbortSignal;
}

/** One request. */
interface ServiceRequest {
  /** @default "POST" */
  readonly method?: "GET" | "POST" | "PUT";
  /** Encoded. @default "/" */
  readonly path?: string;
  /** @default - none */
  readonly query?: Readonly<Record<string, string>>;
  /** @default - none but those of the signature */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default "" */
  readonly body?: string;
}

/** A service that is asked by a handful of calls, for which a client of the SDK would be one package more. */
export interface SignedClient {
  /**
   * The body of the answer.
   *
   * @throws Error with the service's text, named after its code, such as `AccessDenied`, as the SDK's clients throw it; also of an
   *   answer that is none of the service's
   */
  call(request: ServiceRequest): Promise<string>;
}

/**
 * Signs requests with Signature Version 4. The endpoint is the configuration's, or the SDK's own: `AWS_ENDPOINT_URL_<SERVICE>`,
 * `AWS_ENDPOINT_URL`, or AWS's.
 */
export function signedClient({ service, config, signal }: SignedClientOptions): SignedClient {
  const { credentials, sha256 } = new STSClient(config).config;
  const { region } = config;
  const signer = new SignatureV4({ service, region, credentials, sha256, uriEscapePath: service !== "s3" });
  return {
    async call({ method = "POST", path = "/", query = {}, headers = {}, body = "" }) {
      const base = new URL(endpointOf(service, config));
      const all = {
        ...headers,
        host: base.host,
        "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
      };
      // Credentials may be asked for over a network that does not answer.
      const signed = await beforeAbort(
        signer.sign({
          ...{ method, protocol: base.protocol, hostname: base.hostname, path, query: { ...query } },
          ...{ headers: all, body },
        }),
        signal,
      );
      const { host: _, ...sent } = signed.headers;
      const search = Object.entries(query).map(
        ([name, value]) => `${uriComponent(name)}=${uriComponent(value)}`,
      );
      const url = `${base.origin}${path}${search.length === 0 ? "" : `?${search.join("&")}`}`;
      const { answer, text } = await answered(url, {
        ...{ method, headers: sent, signal, ...(method === "GET" ? {} : { body }) },
        // A signature is for one host: what another one answers is no answer of the service.
        redirect: "manual",
      });
      if (!answer.ok) throw failureOf(text, answer);
      if (PAGE.test(text)) throw unreadAnswer(answer.status);
      return text;
    },
  };
}

function endpointOf(
  service: SignedClientOptions["service"],
  { endpoint, region }: SignedClientOptions["config"],
): string {
  const called = service === "monitoring" ? "cloudwatch" : service;
  const named = process.env[`AWS_ENDPOINT_URL_${called.toUpperCase().replaceAll("-", "_")}`];
  return (
    endpoint ||
    named ||
    process.env.AWS_ENDPOINT_URL ||
    `https://${service}.${region}.${dnsSuffix(partitionOf(region))}`
  );
}

/** A page for people, of a proxy or of a network's sign-in: no service answers with one. */
const PAGE = /^\s*<(?:!doctype\s+)?html\b/i;

/** @throws the error of the connection, which `fetch` hides as its cause */
async function answered(url: string, request: RequestInit): Promise<{ answer: Response; text: string }> {
  try {
    const answer = await fetch(url, request);
    return { answer, text: await answer.text() };
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly code?: string; readonly message: string } };
    if (cause?.code === undefined) throw error;
    throw Object.assign(new Error(cause.message, { cause }), { code: cause.code });
  }
}

/** The JSON of an answer. @throws the error of an answer that cannot be read: a parser's own would quote it */
export function parsedAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadAnswer(200);
  }
}

/** Code and text as XML or JSON has them: neither holds content of the caller's. */
function failureOf(text: string, { status, headers }: Response): Error {
  const code =
    /<Code>([^<]+)</.exec(text)?.[1] ??
    headers.get("x-amzn-errortype")?.split(":")[0] ??
    /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(text)?.[1];
  if (code === undefined) return unreadAnswer(status);
  const message =
    /<Message>([^<]+)</.exec(text)?.[1] ?? /"[mM]essage"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return Object.assign(new Error(message ?? ""), { name: code, $metadata: { httpStatusCode: status } });
}

/** What the work comes to; what the signal was aborted with, where that is first. */
export async function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** As the signature wants it: everything but RFC 3986's unreserved characters. */
export function uriComponent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
