import { type AwsRequest, header } from "../protocol/aws-request";
import type { RequestProperties } from "./caller";
import type { CredentialScope } from "./sigv4-scope";

/** The gateway answers on this address only, so nobody comes from another one. */
const SOURCE_IP = "127.0.0.1";

/** What a signed request shows beside who signed it. */
export function requestProperties(
  request: AwsRequest,
  { region }: Pick<CredentialScope, "region">,
): RequestProperties {
  const userAgent = header(request, "user-agent");
  const referer = header(request, "referer");
  return {
    region,
    sourceIp: SOURCE_IP,
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(referer === undefined ? {} : { referer }),
  };
}
