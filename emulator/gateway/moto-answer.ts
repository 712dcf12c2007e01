import type { SignedRequest } from "../authentication/signed-request";
import type { EmulatorEvent } from "../emulator-event";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse } from "../protocol/aws-request";
import { notOffered } from "../protocol/not-offered";
import { requestedOperation } from "./requested-operation";

/**
 * An answer as an AWS client reads it. Where moto has no such call it answers with a page of HTML: a path it does not know is
 * `Not Found`, an operation that it does not know, or that it fails at, an `Internal Server Error`.
 *
 * @param log told of the second, in which moto may have failed where AWS would not
 * @throws AwsError `NotImplemented` (501)
 */
export function readableAnswer(
  answer: AwsResponse,
  request: SignedRequest,
  log: (event: EmulatorEvent) => void,
): AwsResponse {
  if (answer.status < 400 || !isPage(answer)) return answer;
  const { service } = request.scope;
  const name = requestedOperation(request);
  if (answer.status < 500) throw notOffered(service, name);
  const message = "moto, which answers this here, does not have the operation or failed at it";
  log({ kind: "failure", service, operation: name, message });
  throw new AwsError("NotImplemented", `${notOffered(service, name).message}: ${message}`, 501);
}

/** Moto sends S3's XML, and its answers without a body, as HTML too: the body tells. */
function isPage({ headers, body }: AwsResponse): boolean {
  return (
    String(headers["content-type"] ?? "").startsWith("text/html") &&
    /^\s*<(?:!doctype\s+html|html)\b/i.test(body.toString())
  );
}
