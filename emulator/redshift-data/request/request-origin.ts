import type { Location } from "../../../aws/location";
import { accountOfCaller, type Caller } from "../../authentication/caller";

/** Who asks, and in which region. */
export interface RequestOrigin {
  readonly caller: Caller;
  readonly region: string;
}

/** Where the resources are that a request names: requests carry names only, so they are in the caller's account. */
export function locationOfOrigin({ caller, region }: RequestOrigin): Location {
  return { ...accountOfCaller(caller), region };
}
