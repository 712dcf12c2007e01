import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { credentialScope } from "../../../emulator/authentication/sigv4-scope";
import { hasValidSignature } from "../../../emulator/authentication/sigv4-signature";
import type { AwsRequest } from "../../../emulator/protocol/aws-request";

const SECRET = "secret-of-this-key";
const BODY = '{"Sql":"SELECT 1"}';

type Source = string | ArrayBuffer | ArrayBufferView;

const bytes = (source: Source) =>
  typeof source === "string"
    ? Buffer.from(source)
    : ArrayBuffer.isView(source)
      ? Buffer.from(source.buffer, source.byteOffset, source.byteLength)
      : Buffer.from(source);

class Sha256 {
  private readonly hash;
  constructor(key?: Source) {
    this.hash = key === undefined ? createHash("sha256") : createHmac("sha256", bytes(key));
  }
  update(data: Source) {
    this.hash.update(bytes(data));
  }
  async digest() {
    return new Uint8Array(this.hash.digest());
  }
  reset() {
    throw new Error("a hash is used once");
  }
}

interface Unsigned {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly service?: string;
  readonly presign?: boolean;
  readonly withoutHost?: boolean;
}

/** A request as the AWS SDK signs it and Node's server receives it. */
async function signed(unsigned: Unsigned): Promise<AwsRequest> {
  const {
    method = "POST",
    path = "/",
    query = {},
    headers = {},
    body = "",
    service = "redshift-data",
  } = unsigned;
  const signer = new SignatureV4({
    service,
    region: "ap-northeast-1",
    sha256: Sha256,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: SECRET, sessionToken: "token" },
    uriEscapePath: service !== "s3",
    applyChecksum: false,
  });
  const request = {
    method,
    protocol: "http:",
    hostname: "127.0.0.1",
    port: 4566,
    path,
    query,
    headers: { host: "127.0.0.1:4566", ...headers },
    body,
  };
  const result = unsigned.presign
    ? await signer.presign(request)
    : await signer.sign(request, {
        unsignableHeaders: new Set(unsigned.withoutHost ? ["host"] : []),
      });
  const text = new URLSearchParams(
    Object.entries(result.query ?? {}).flatMap(([name, value]) =>
      [value ?? ""].flat().map((single): [string, string] => [name, single]),
    ),
  );
  return {
    method,
    path,
    url: `${path}?${text}`,
    query: text,
    headers: Object.fromEntries(
      Object.entries(result.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: Buffer.from(body),
  };
}

function isValid(request: AwsRequest, secret = SECRET): boolean {
  const scope = credentialScope(request);
  if (scope === undefined) throw new Error("the request carries no credential scope");
  return hasValidSignature(request, scope, secret);
}

describe("hasValidSignature accepts what the AWS SDK signs", () => {
  it.each<[string, Unsigned]>([
    ["a JSON request", { body: BODY, headers: { "x-amz-target": "RedshiftData.ExecuteStatement" } }],
    ["an empty body", { method: "GET" }],
    [
      "an encoded path",
      { method: "GET", service: "lambda", path: "/2015-03-31/functions/arn%3Aaws%3Alambda/x" },
    ],
    [
      "a query with reserved characters, repeated and similar names",
      { method: "GET", query: { "a-b": "1", a: ["z !'()*", "y"], Qualifier: "$LATEST" } },
    ],
    ["header values with runs of spaces", { headers: { "x-amz-note": "two  spaces " } }],
    ["a path of S3, which is signed as sent", { method: "GET", service: "s3", path: "/bucket/a%20key" }],
    [
      "a presigned request",
      { method: "GET", presign: true, service: "sts", query: { Action: "GetCallerIdentity" } },
    ],
  ])("%s", async (_, unsigned) => {
    expect(isValid(await signed(unsigned))).toBe(true);
  });
});

describe("hasValidSignature refuses", () => {
  it("a signature that leaves the host out, which would be good at any endpoint", async () => {
    expect(isValid(await signed({ body: BODY, withoutHost: true }))).toBe(false);
  });

  it("another secret", async () => {
    expect(isValid(await signed({ body: BODY }), "another-secret")).toBe(false);
  });

  it.each<[string, (request: AwsRequest) => AwsRequest]>([
    ["a changed body", (request) => ({ ...request, body: Buffer.from(BODY.replace("1", "2")) })],
    ["a changed method", (request) => ({ ...request, method: "PUT" })],
    ["a changed path", (request) => ({ ...request, path: "/other" })],
    ["an added query parameter", (request) => ({ ...request, query: new URLSearchParams("a=1") })],
    [
      "a changed signed header",
      (request) => ({ ...request, headers: { ...request.headers, host: "redshift-data.example" } }),
    ],
    [
      "a changed date",
      (request) => ({ ...request, headers: { ...request.headers, "x-amz-date": "20200101T000000Z" } }),
    ],
    [
      "a body that is not the one whose hash was signed",
      (request) => ({
        ...request,
        headers: {
          ...request.headers,
          "x-amz-content-sha256": createHash("sha256").update("x").digest("hex"),
        },
      }),
    ],
  ])("%s", async (_, change) => {
    const request = await signed({ body: BODY });
    expect(isValid(request)).toBe(true);
    expect(isValid(change(request))).toBe(false);
  });
});
