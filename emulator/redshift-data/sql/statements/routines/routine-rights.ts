import { lackError } from "../../refusals/lack";
import { changesRoutine, otherRole } from "../../refusals/other-roles";
import { syntaxErrorAt } from "../../refusals/syntax-error";
import { type Layout, layoutOf, topLevel, wordOrSign } from "../../sql-layout";
import { ownSql } from "../../sql-text";
import type { SqlToken } from "../../sql-tokens";

/** Words and signs behind which a statement of a procedure begins. */
export const BEFORE_A_STATEMENT: ReadonlySet<string> = new Set([";", "begin", "then", "else", "loop"]);

/** Words behind the text that `EXECUTE` runs. */
const BEHIND_THE_TEXT: ReadonlySet<string> = new Set(["into", "using", "loop"]);

/** A string whose end the engine may see elsewhere: `X'…\'`, `U&'…\'`. */
function isUnclear(tokens: readonly SqlToken[], index: number): boolean {
  const text = tokens[index]?.text ?? "";
  const before = tokens[index - 1];
  return /^[eE]?'/.test(text) && text.includes("\\") && (before?.kind === "word" || before?.text === "&");
}

/** Whether a statement of a procedure may begin at a place of its body: behind a label too, as `<<here>> LOOP`. */
export function mayBeginStatement(body: Layout, place: number): boolean {
  if (place === 0) return true;
  const before = wordOrSign(body, place - 1);
  const isLabelled = before === ">" && wordOrSign(body, place - 2) === ">";
  return isLabelled || BEFORE_A_STATEMENT.has(before);
}

/** Statements that Redshift's procedures do not have ("Supported PL/pgSQL statements"). */
const NOT_IN_REDSHIFT: ReadonlySet<string> = new Set(["do", "foreach", "assert"]);

function statementRefusal(body: Layout, place: number): string | undefined {
  const { solid, words } = body;
  const word = words[place];
  if (word === "set" || word === "reset") return otherRole(solid, place);
  if (word === "start" && words[place + 1] === "transaction")
    return lackError("START TRANSACTION in a procedure", "Leave it out.");
  if (NOT_IN_REDSHIFT.has(word ?? "")) return syntaxErrorAt(solid[place]?.text ?? "");
  if (changesRoutine(body, place)) return lackError("A routine that makes routines", "Make them before.");
  return undefined;
}

/** The place behind the text of an `EXECUTE`, which begins at a place. */
export function textEnd(body: Layout, from: number): number {
  const end = topLevel(body, from).find(
    (place) => body.solid[place]?.text === ";" || BEHIND_THE_TEXT.has(body.words[place] ?? ""),
  );
  return end ?? body.solid.length;
}

/**
 * The body of a procedure in which nothing takes other rights than those of its caller: its own statements are looked at here,
 * texts that it puts together when they run.
 *
 * @returns why it is refused, as a string
 */
export function withCallersRights(tokens: readonly SqlToken[]): readonly SqlToken[] | string {
  if (tokens.some((_, index) => isUnclear(tokens, index)))
    return lackError("A string with a prefix and a backslash", "Write it without the backslash.");
  const layout = layoutOf(tokens);
  const { solid, words } = layout;
  const before = new Map<number, string>();
  const behind = new Map<number, string>();
  for (const [place, word] of words.entries()) {
    const refusal = mayBeginStatement(layout, place) ? statementRefusal(layout, place) : undefined;
    if (refusal !== undefined) return refusal;
    if (word !== "execute" || words[place + 1] === "on") continue;
    const [first, last] = [solid[place + 1], solid[textEnd(layout, place + 1) - 1]];
    if (first === undefined || last === undefined || last.index < first.index) continue;
    before.set(first.index, "pg_internal.checked(");
    behind.set(last.index, ")");
  }
  return tokens.flatMap((token, index) => {
    const [opening, closing] = [before.get(index), behind.get(index)];
    return [
      ...(opening === undefined ? [] : [ownSql(opening)]),
      token,
      ...(closing === undefined ? [] : [ownSql(closing)]),
    ];
  });
}

/** What the SELECT of a function in SQL cannot have, where it is not part of a call: `extract(day from $1)`. */
const NOT_IN_FUNCTIONS: ReadonlySet<string> = new Set(["from", "into", "where", "group", "order", "limit"]);

/** The first of those words, in the query itself or in one within it. */
function wordNotInFunctions(layout: Layout): string | undefined {
  const { words, close, opensQuery } = layout;
  const within = opensQuery.flatMap((opens, at) =>
    opens ? topLevel(layout, at + 1, (close[at] ?? 0) - 1) : [],
  );
  return [...topLevel(layout), ...within]
    .map((at) => words[at] ?? "")
    .find((word) => NOT_IN_FUNCTIONS.has(word));
}

/**
 * A function in SQL is one SELECT of its arguments: why it is refused, or nothing.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_FUNCTION.html
 */
export function functionRefusal(tokens: readonly SqlToken[]): string | undefined {
  const layout = layoutOf(tokens);
  const { solid, words } = layout;
  const [first] = words;
  const end = solid.findIndex(({ text }) => text === ";");
  if (first !== "select" && first !== "with") return syntaxErrorAt(solid[0]?.text ?? "$$");
  if (end !== -1 && end !== solid.length - 1) return syntaxErrorAt(";");
  const wrong = wordNotInFunctions(layout);
  if (wrong !== undefined)
    return `ERROR: The SELECT clause of a function in SQL cannot include ${wrong.toUpperCase()}`;
  const isUnclearSomewhere = tokens.some((_, index) => isUnclear(tokens, index));
  return isUnclearSomewhere
    ? lackError("A string with a prefix and a backslash", "Write it without the backslash.")
    : undefined;
}
