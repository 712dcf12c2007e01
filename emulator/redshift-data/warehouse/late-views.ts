import { identifierName } from "../sql/sql-text";
import type { SqlToken } from "../sql/sql-tokens";
import { foldedWord, solidTokens } from "../sql/sql-words";
import type { EngineOutcome, EngineStatement } from "./execute-sql";

/**
 * The views of these that a statement names.
 *
 * @param tokens absent: all of them
 * @param views names as the engine gave them
 */
export function namedViews(tokens: readonly SqlToken[] | undefined, views: unknown): readonly string[] {
  const names = Array.isArray(views) ? views.map(String) : [];
  if (tokens === undefined || names.length === 0) return names;
  const words = new Set(
    solidTokens(tokens)
      .filter(({ kind, text }) => kind === "word" || text.startsWith('"'))
      .map(({ text }) => identifierName(text)),
  );
  return names.filter((name) => words.has(name));
}

/** Binds the views of these names, or all; gives each with why it cannot be bound. */
export function bindingStatement(names: readonly string[] | undefined): EngineStatement {
  const list = names?.map((name) => `"${name.replaceAll(/["\\]/g, "\\$&")}"`).join(",");
  return {
    sql: `SELECT name, reason FROM pg_internal.bind_late_views(${list === undefined ? "NULL" : "$1"})`,
    values: list === undefined ? [] : [`{${list}}`],
    isEngineSql: true,
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
