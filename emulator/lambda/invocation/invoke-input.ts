import type { SignedRequest } from "../../authentication/signed-request";
import { AwsError } from "../../protocol/aws-error";
import { header } from "../../protocol/aws-request";

/** Lambda's limits for the payload of a request, bytes (Lambda quotas). */
const MAX_SYNCHRONOUS_BYTES = 6 * 1024 * 1024;
const MAX_ASYNCHRONOUS_BYTES = 1024 * 1024;

/** Longest client context, bytes as sent (Lambda API reference, Invoke). */
const MAX_CLIENT_CONTEXT_BYTES = 3583;

const INVOCATION_TYPES = ["RequestResponse", "Event", "DryRun"] as const;
const LOG_TYPES = ["None", "Tail"] as const;

/** What a request to invoke says beside the function. */
interface InvokeInput {
  readonly type: (typeof INVOCATION_TYPES)[number];
  readonly withLog: boolean;
  /** JSON text. */
  readonly event: string;
  /** JSON text; absent when the client sent none, and for an event that nobody waits for. */
  readonly clientContext?: string;
  /** Value of `X-Amzn-Trace-Id`. */
  readonly traceHeader?: string;
}

/** @throws AwsError what Lambda refuses before it looks for the function */
export function readInvokeInput(request: SignedRequest): InvokeInput {
  const type = enumerated(request, "x-amz-invocation-type", "invocationType", INVOCATION_TYPES);
  const logType = enumerated(request, "x-amz-log-type", "logType", LOG_TYPES);
  const clientContext = readClientContext(header(request, "x-amz-client-context"));
  const traceHeader = header(request, "x-amzn-trace-id");
  return {
    type: type ?? "RequestResponse",
    withLog: logType === "Tail",
    event: readEvent(request, type === "Event" ? MAX_ASYNCHRONOUS_BYTES : MAX_SYNCHRONOUS_BYTES),
    ...(clientContext === undefined || type === "Event" ? {} : { clientContext }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
  };
}

function enumerated<T extends string>(
  request: SignedRequest,
  name: string,
  member: string,
  values: readonly T[],
): T | undefined {
  const text = header(request, name);
  if (text === undefined || text === "") return undefined;
  const known = values.find((value) => value === text);
  if (known !== undefined) return known;
  throw new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${text}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${[...values].sort().join(", ")}]`,
  );
}

function readClientContext(sent: string | undefined): string | undefined {
  if (sent === undefined || sent === "") return undefined;
  const refused = new AwsError(
    "InvalidRequestContentException",
    "Client context must be a valid Base64-encoded JSON object.",
  );
  if (sent.length > MAX_CLIENT_CONTEXT_BYTES || !/^[A-Za-z0-9+/]+={0,2}$/.test(sent)) throw refused;
  const text = Buffer.from(sent, "base64").toString("utf8");
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === "object" && content !== null) return text;
  } catch {
    // Refused below, like JSON that is no object.
  }
  throw refused;
}

function readEvent({ body }: SignedRequest, maxBytes: number): string {
  if (body.length > maxBytes) {
    throw new AwsError(
      "RequestEntityTooLargeException",
      `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`,
      413,
    );
  }
  if (body.length === 0) return "{}";
  try {
    JSON.parse(body.toString("utf8"));
  } catch {
    throw new AwsError(
      "InvalidRequestContentException",
      "Could not parse request body into json: the payload is not valid JSON",
    );
  }
  return body.toString("utf8");
}
