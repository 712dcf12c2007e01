/** A construct that Redshift has and the local accounts do not. Never the user's mistake, so it has a code of its own. */
export function lackError(construct: string, wayRound: string): string {
  return `ERROR: LOCAL_LACK: ${construct} is not in the local accounts; Redshift has it. ${wayRound}`;
}
