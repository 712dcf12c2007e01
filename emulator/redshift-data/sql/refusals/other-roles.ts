import { identifierOf, type Layout } from "../sql-layout";
import { foldedWord, type SolidToken } from "../sql-words";
import { lackError } from "./lack";
import type { RefusalRule } from "./refusal-rule";

/** The engine's settings that say whose rights a statement has. Redshift has none of these names. */
const SETTINGS: ReadonlySet<string> = new Set(["role", "session_authorization"]);

/** What a `SET` or `RESET` sets; the words that say for how long are left out. */
function settingBehind(solid: readonly SolidToken[], verb: number): string {
  let place = verb + 1;
  while (["session", "local"].includes(foldedWord(solid[place]))) place++;
  const name = identifierOf(solid[place]) ?? "";
  // `U&"…"` is a name written in numbers.
  return name === "u" && solid[place + 1]?.text === "&" ? "role" : name;
}

/**
 * Why `SET` or `RESET` of whose rights statements have is refused: the local accounts log everybody in as themselves, on a
 * connection that may do everything.
 *
 * @param verb place of the word
 * @returns nothing for any other setting
 */
export function otherRole(solid: readonly SolidToken[], verb: number): string | undefined {
  const name = settingBehind(solid, verb);
  if (name === "authorization")
    return lackError("SET SESSION AUTHORIZATION", "Connect as the other database user.");
  return SETTINGS.has(name) ? `ERROR: unrecognized configuration parameter "${name}"` : undefined;
}

const ROUTINES: ReadonlySet<string> = new Set(["function", "procedure", "routine"]);

/** Whether `CREATE` or `ALTER` of a routine stands at a place. */
export function changesRoutine({ words }: Layout, place: number): boolean {
  const isChange = words[place] === "create" || words[place] === "alter";
  return isChange && words.slice(place + 1, place + 4).some((word) => ROUTINES.has(word));
}

/** Statements that begin so take rights that are not the user's, or carry them in a clause behind. */
export const otherRights: RefusalRule = (statement) => {
  const { solid, words } = statement;
  if (words[0] === "set" || words[0] === "reset") return otherRole(solid, 0);
  if (!changesRoutine(statement, 0)) return undefined;
  for (const [place, word] of words.entries()) {
    if (word !== "set" && word !== "reset") continue;
    const refusal = otherRole(solid, place);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};
