import type { LongNames } from "../sql/long-names";
import { identifierName } from "../sql/sql-text";
import type { SqlToken } from "../sql/sql-tokens";
import { foldedWord, solidTokens } from "../sql/sql-words";
import type { EngineOutcome, EngineStatement } from "./execute-sql";

/** The views of these that a statement names. */
export function namedViews(
  tokens: readonly SqlToken[],
  views: readonly string[],
  longNames: LongNames,
): readonly string[] {
  if (views.length === 0) return views;
  const words = new Set(
    solidTokens(tokens)
      .filter(({ kind, text }) => kind === "word" || text.startsWith('"'))
      .map(({ text }) => longNames.engineName(identifierName(text))),
  );
  return views.filter((name) => words.has(name));
}

/** Binds the views of these names, or all; gives each with why it cannot be bound. */
export function bindingStatement(names: readonly string[] | undefined): EngineStatement {
  const list = names?.map((name) => `"${name.replaceAll(/["\\]/g, "\\$&")}"`).join(",");
  return {
    sql: `SELECT name, reason FROM pg_internal.bind_late_views(${list === undefined ? "NULL" : "$1"})`,
    values: list === undefined ? [] : [`{${list}}`],
    isEngineSql: true,
    hasAllRights: true,
  };
}

/** The views that could not be bound, with the reason. Ends with the result. */
export function unboundViewsOf({ result }: EngineOutcome): ReadonlyMap<string, string> {
  const rows = result === undefined || result.pages.rowCount === 0 ? [] : result.pages.page(0);
  const unbound = rows.flatMap(([name, reason]): [string, string][] =>
    name && reason ? [[name, reason]] : [],
  );
  result?.pages.close();
  return new Map(unbound);
}

/** Whether a statement may drop or change what a view reads. */
export function changesDefinitions(tokens: readonly SqlToken[]): boolean {
  return ["drop", "alter"].includes(foldedWord(solidTokens(tokens)[0]));
}
