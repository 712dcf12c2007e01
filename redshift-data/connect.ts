import { systemClock } from "./client/calls/clock";
import { connectLink } from "./connect-link";
import { createHandlerLink, type HandlerLink } from "./handler-link";
import type { Environment } from "./link/environment-settings";
import { readSettings } from "./read-settings";

/**
 * The link that this function was deployed with. Call it once, outside of the handler.
 *
 * @param environment variables that the deployment has set. Default: this process's
 * @throws QueryError `CONFIGURATION_INVALID` that names every missing or bad variable
 */
export function connect(environment: Environment = process.env): HandlerLink {
  const settings = readSettings(environment);
  return createHandlerLink({
    linkName: settings.linkName,
    client: connectLink(settings),
    clock: systemClock,
    // Past `console`, which wraps or prefixes a line: CloudWatch reads metrics only of lines that are JSON throughout.
    log: (line) => void process.stdout.write(`${line}\n`),
  });
}
