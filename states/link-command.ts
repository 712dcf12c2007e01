import type { NamedLink } from "./local-state";

/** A command of this project for one link, as somebody types it: with the environment that the link is of. */
export function linkCommand(command: "adopt" | "lock", { name, environment }: NamedLink): string {
  return `npm run ${command} -- ${name}${environment === undefined ? "" : ` --env ${environment}`}`;
}
