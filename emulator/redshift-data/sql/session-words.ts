import { tokenizeSql } from "./sql-tokens";
import { foldedWord, solidTokens } from "./sql-words";

/** What follows `SET` or `RESET` without being a setting that lasts as long as the connection. */
const NO_LASTING_SETTING: ReadonlySet<string> = new Set([
  "local",
  "transaction",
  "constraints",
  "role",
  "authorization",
]);

function wordsOf(sql: string): readonly string[] {
  return solidTokens(tokenizeSql(sql)).map(foldedWord);
}

/** The first word of a statement in lower case: `select`, `begin`, … */
export function firstWord(sql: string): string {
  return wordsOf(sql)[0] ?? "";
}

/** Whether a statement changes what the connection keeps beyond its transaction: settings and prepared statements. */
export function changesSettings(sql: string): boolean {
  const words = wordsOf(sql);
  const [verb, what = "", next = ""] = words;
  if (verb === "prepare" || verb === "deallocate") return true;
  if (verb !== "set" && verb !== "reset") return words.includes("set_config");
  return !NO_LASTING_SETTING.has(what) && !(what === "session" && NO_LASTING_SETTING.has(next));
}
