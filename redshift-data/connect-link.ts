import { systemClock } from "./client/calls/clock";
import { connectDataApi, connectSts } from "./client/sdk/sdk-clients";
import type { LinkSettings } from "./link/link-settings";
import { type ConnectedLink, createLinkClient } from "./link-client";

/** A client of a link that calls AWS, as the role whose credentials stand in this process's environment. */
export function connectLink(settings: LinkSettings): ConnectedLink {
  return createLinkClient({
    settings,
    sts: connectSts(settings.lambdaRegion),
    connect: (credentials) => connectDataApi(settings.redshiftRegion, credentials),
    clock: systemClock,
  });
}
