import { identifierName } from "./sql-text";
import { type SqlToken, tokenizeSql } from "./sql-tokens";
import { foldedWord, type SolidToken, solidTokens } from "./sql-words";

/** A piece of SQL, lossless. */
export type Tokens = readonly SqlToken[];

/** From one solid token to another, both included; empty where it ends before it begins. */
export type Span = readonly [first: number, last: number];

/** A piece of SQL with what stands in which parentheses. */
export interface Layout {
  readonly tokens: Tokens;
  readonly solid: readonly SolidToken[];
  /** `words[i]`: the unquoted word at `solid[i]` in lower case; empty for anything else. */
  readonly words: readonly string[];
  /** `close[i]`: where the parenthesis or bracket opened at `solid[i]` is closed; -1 where none is, or where it is never closed. */
  readonly close: readonly number[];
  /** `opensQuery[i]`: the parenthesis at `solid[i]` holds a query, perhaps in parentheses of its own. */
  readonly opensQuery: readonly boolean[];
  /** Every parenthesis has its other half. */
  readonly isBalanced: boolean;
}

const OPEN: Readonly<Record<string, string>> = { "(": ")", "[": "]" };

/** Words that may follow a query in parentheses when both together are a query. */
const AFTER_OPERAND: ReadonlySet<string> = new Set([
  ...["union", "intersect", "except", "minus", "order", "limit", "offset"],
]);

export const SET_OPERATORS: ReadonlySet<string> = new Set(["union", "intersect", "except", "minus"]);

/** SQL put together from texts and from tokens. */
export function sqlOf(...parts: readonly (string | Tokens)[]): Tokens {
  return parts.flatMap((part) => (typeof part === "string" ? tokenizeSql(part) : part));
}

function isOther(token: SqlToken | undefined, text: string): boolean {
  return token?.kind === "other" && token.text === text;
}

/** Lays out a piece of SQL, in one pass from each side. */
export function layoutOf(tokens: Tokens): Layout {
  const solid = solidTokens(tokens);
  const words = solid.map(foldedWord);
  const close: number[] = solid.map(() => -1);
  const opened: number[] = [];
  let isBalanced = true;
  solid.forEach((token, at) => {
    if (token.kind !== "other") return;
    if (token.text in OPEN) opened.push(at);
    else if (token.text === ")" || token.text === "]") {
      const open = opened.pop();
      if (open === undefined || OPEN[solid[open]?.text ?? ""] !== token.text) isBalanced = false;
      else close[open] = at;
    }
  });
  if (opened.length > 0) isBalanced = false;
  const opensQuery: boolean[] = solid.map(() => false);
  for (let at = solid.length - 1; at >= 0; at--) {
    if (!isOther(solid[at], "(") || close[at] === -1) continue;
    const first = words[at + 1] ?? "";
    if (first === "select" || first === "with") opensQuery[at] = true;
    else if (opensQuery[at + 1] === true) {
      const after = (close[at + 1] ?? -1) + 1;
      opensQuery[at] = after === close[at] || AFTER_OPERAND.has(words[after] ?? "");
    }
  }
  return { tokens, solid, words, close, opensQuery, isBalanced };
}

/** The word at a place in lower case, or what else stands there; empty outside of the SQL. */
export function wordOrSign({ solid, words }: Layout, at: number): string {
  return words[at] || (solid[at]?.text ?? "");
}

/** Where the parenthesis at a place is closed; nothing where there is none, or where it is never closed. */
export function parenthesisEnd({ solid, close }: Layout, open: number): number | undefined {
  const end = solid[open]?.text === "(" ? close[open] : undefined;
  return end === -1 ? undefined : end;
}

/** The tokens between two solid ones, both included, with spaces and comments between them. */
export function between({ tokens, solid }: Layout, from: number, to: number): Tokens {
  const [first, last] = [solid[from], solid[to]];
  return first === undefined || last === undefined ? [] : tokens.slice(first.index, last.index + 1);
}

/** The tokens inside the parentheses opened at `solid[open]`. */
export function inside({ tokens, solid, close }: Layout, open: number): Tokens {
  const [first, last] = [solid[open], solid[close[open] ?? -1]];
  return first === undefined || last === undefined ? [] : tokens.slice(first.index + 1, last.index);
}

/** Solid tokens of a range, both ends included, outside of all parentheses; of each group only the opening one. */
export function topLevel({ solid, close }: Layout, from = 0, to = solid.length - 1): readonly number[] {
  const places: number[] = [];
  for (let at = from; at <= to; at++) {
    places.push(at);
    const end = close[at] ?? -1;
    if (end !== -1) at = end;
  }
  return places;
}

function commasIn(layout: Layout, first?: number, last?: number): readonly number[] {
  return topLevel(layout, first, last).filter((at) => isOther(layout.solid[at], ","));
}

/** The items that commas outside of parentheses part in a list, without empty ones. */
export function listItems(layout: Layout, first: number, last: number): readonly Span[] {
  const commas = commasIn(layout, first, last);
  return [first - 1, ...commas]
    .map((before, item): Span => [before + 1, (commas[item] ?? last + 1) - 1])
    .filter(([from, to]) => from <= to);
}

/** A list split at its commas outside of parentheses; each part with the spaces and comments around it. */
export function splitAtCommas(tokens: Tokens): readonly Tokens[] {
  const layout = layoutOf(tokens);
  const commas = commasIn(layout).map((at) => layout.solid[at]?.index ?? tokens.length);
  return [-1, ...commas].map((before, part) => tokens.slice(before + 1, commas[part]));
}

/** The name that a token is, as the engine knows it; nothing for what is no name. */
export function identifierOf(token: SqlToken | undefined): string | undefined {
  const isName = token?.kind === "word" || (token?.kind === "opaque" && token.text.startsWith('"'));
  return isName ? identifierName(token.text) : undefined;
}

/** Without the spaces and comments around it. */
export function trimmed(tokens: Tokens): Tokens {
  const layout = layoutOf(tokens);
  return between(layout, 0, layout.solid.length - 1);
}
