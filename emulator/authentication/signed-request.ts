import type { Location } from "../../aws/location";
import type { AwsRequest } from "../protocol/aws-request";
import { accountOfCaller, type Caller } from "./caller";
import type { CredentialScope } from "./sigv4-scope";

/** A request whose sender is known. */
export interface SignedRequest extends AwsRequest {
  readonly scope: CredentialScope;
  readonly caller: Caller;
}

/** Where the resources are that a request names: in the caller's account, in the region it was signed for. */
export function locationOf({ caller, scope }: Pick<SignedRequest, "caller" | "scope">): Location {
  return { ...accountOfCaller(caller), region: scope.region };
}
