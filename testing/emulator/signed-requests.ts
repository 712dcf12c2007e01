import type { SignedRequest } from "../../emulator/authentication/signed-request";

const ACCOUNT = "111111111111";

/** What a request is, beside what every one of these tests has. */
interface RequestParts {
  /** Signing name. */
  readonly service: string;
  readonly method?: string;
  /** Path and query. */
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request of an administrator of one account, as the gateway hands it on. */
export function signedRequest({
  service,
  method = "POST",
  url = "/",
  headers = {},
  body = "",
}: RequestParts) {
  const [path = "", query = ""] = url.split("?");
  const scope = { accessKeyId: "", date: "", region: "eu-west-1", service, signedHeaders: [], signature: "" };
  const request: SignedRequest = {
    ...{ method, url, path, query: new URLSearchParams(query), headers, body: Buffer.from(body) },
    scope: { ...scope, presigned: false },
    caller: { accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/operator`, userId: "AIDAOPERATOR" },
  };
  return request;
}

/** A request of the query protocol. */
export function queryRequest(
  service: string,
  operation: string,
  parameters: Readonly<Record<string, string>>,
): SignedRequest {
  return signedRequest({
    service,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: new URLSearchParams({ Action: operation, ...parameters }).toString(),
  });
}

/** A request of the awsJson1.1 protocol. */
export function jsonRequest(service: string, target: string, input: unknown): SignedRequest {
  return signedRequest({ service, headers: { "x-amz-target": target }, body: JSON.stringify(input) });
}
