import type { NamedLink } from "./local-state";

/** Commands that take the name of a link. */
type LinkCommand =
  | "adopt"
  | "attach"
  | "deploy"
  | "deploy-policy"
  | "destroy"
  | "doctor"
  | "lock"
  | "plan"
  | "query";

/** A command of this project for one link, as somebody types it: with the environment that the link is of. */
export function linkCommand(command: LinkCommand, { name, environment }: NamedLink): string {
  return `npm run ${command} -- ${name}${environment === undefined ? "" : ` --env ${environment}`}`;
}

/** The synth of the file that the link is in. */
export function synthCommand({ environment }: Pick<NamedLink, "environment">): string {
  return `npm run synth${environment === undefined ? "" : ` -- --env ${environment}`}`;
}
