import { boundaryWarnings } from "./boundary-warning";
import { type LinkPolicies, policiesText } from "./policies-text";

/** The policies on stdout, as text or as one JSON document; what must be known about them on stderr. */
export function printPolicies(links: readonly LinkPolicies[], json: boolean): void {
  process.stdout.write(policiesText(links, json));
  for (const warning of boundaryWarnings(links)) process.stderr.write(`${warning}\n`);
}
