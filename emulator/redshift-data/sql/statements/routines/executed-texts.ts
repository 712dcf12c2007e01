import { ReplacedTokens } from "../../replaced-tokens";
import {
  identifierOf,
  type Layout,
  layoutOf,
  sqlOf,
  type Tokens,
  topLevel,
  trimmed,
  wordOrSign,
} from "../../sql-layout";
import { stringLiteral } from "../../sql-text";
import { foldedWord } from "../../sql-words";
import { BEFORE_A_STATEMENT, textEnd } from "./routine-rights";

/** A statement given as text, in the engine's SQL; nothing where it stays as it is. */
export type TranslateText = (text: string) => Promise<TranslatedText | undefined>;

interface TranslatedText {
  /** Perhaps several statements. */
  readonly text: string;
  /** The transaction is committed behind it. */
  readonly commits: boolean;
}

/** What stands in a text for an expression whose value is not known yet: a name, or a number where nothing else is read. */
const PART = /redshift_part_(?<name>\d+)_|\b82100(?<number>\d{6})\b/g;

function partAt(index: number, before: string): string {
  return /\btop\s*\(?\s*$/i.test(before)
    ? `82100${String(index).padStart(6, "0")}`
    : `redshift_part_${index}_`;
}

/** Names of variables that are looked for in one body. */
const MAX_VARIABLES = 100;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** What a string holds; nothing for what is no string, and for one with numbers of characters. */
function stringValue(literal: string): string | undefined {
  const tag = /^\$[^$]*\$/.exec(literal)?.[0];
  if (tag !== undefined) return literal.slice(tag.length, -tag.length);
  const [, prefix, inner] = /^(E?)'([\s\S]*)'$/i.exec(literal) ?? [];
  if (inner === undefined) return undefined;
  const unquoted = inner.replaceAll("''", "'");
  if (prefix === "") return unquoted;
  if (/\\[0-7xuU]/.test(inner)) return undefined;
  return unquoted.replaceAll(/\\([\s\S])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}

/** A string in the engine's SQL that nothing reads as another one. */
function literalOf(text: string): string {
  return text.includes("\\") ? `E${stringLiteral(text.replaceAll("\\", "\\\\"))}` : stringLiteral(text);
}

/** What `||` joins; nothing where something else binds less. */
function joined(expression: Tokens): readonly Tokens[] | undefined {
  const layout = layoutOf(expression);
  const { solid } = layout;
  const places = topLevel(layout);
  if (places.some((place) => ["case", "and", "or"].includes(layout.words[place] ?? ""))) return undefined;
  const parts: Tokens[] = [];
  let start = 0;
  for (const place of places) {
    const [one, two] = [solid[place], solid[place + 1]];
    if (one?.text !== "|" || two?.text !== "|" || two.index !== one.index + 1) continue;
    parts.push(expression.slice(start, one.index));
    start = two.index + 1;
  }
  return [...parts, expression.slice(start)].map(trimmed);
}

/** A text put together as the one given, in the engine's SQL; nothing where it stays. */
async function translated(
  expression: Tokens,
  translate: TranslateText,
): Promise<{ readonly tokens: Tokens; readonly commits: boolean } | undefined> {
  const parts = joined(expression);
  const values = parts?.map((part) => (part.length === 1 ? stringValue(part[0]?.text ?? "") : undefined));
  if (parts === undefined || values?.[0] === undefined) return undefined;
  const text = values.reduce<string>((before, value, index) => before + (value ?? partAt(index, before)), "");
  const translation = await translate(text);
  if (translation === undefined) return undefined;
  if (translation.text === text && !translation.commits) return undefined;
  return { tokens: putTogether(translation.text, parts), commits: translation.commits };
}

/** A text as strings with the parts between them. */
function putTogether(text: string, parts: readonly Tokens[]): Tokens {
  const pieces: Tokens[] = [];
  let done = 0;
  for (const { 0: part, index, groups } of text.matchAll(PART)) {
    const value = parts[Number(groups?.name ?? groups?.number)] ?? [];
    pieces.push(sqlOf(`${literalOf(text.slice(done, index))} || `, value, " || "));
    done = index + part.length;
  }
  return sqlOf(...pieces, literalOf(text.slice(done)));
}

interface Expression {
  /** Solid tokens, the last one not included. */
  readonly from: number;
  readonly to: number;
  readonly isExecuted: boolean;
}

/** Whether a statement or a declaration may begin at a place. */
function isStart(layout: Layout, place: number): boolean {
  const before = wordOrSign(layout, place - 1);
  return before === "" || before === "declare" || BEFORE_A_STATEMENT.has(before);
}

/** The expression that is assigned to the variable which stands at a place; nothing where none is. */
function assignedAt(layout: Layout, place: number): Expression | undefined {
  const { solid } = layout;
  if (!isStart(layout, place)) return undefined;
  const end = solid.findIndex(({ text }, at) => at > place && text === ";");
  const sign = solid.findIndex(({ text }, at) => at > place && (text === ":=" || text === "="));
  if (end === -1 || sign === -1 || sign > end) return undefined;
  return { from: sign + 1, to: end, isExecuted: false };
}

/** What is assigned to a variable that only holds texts to run; nothing for one that is used otherwise too. */
function assignedTo(layout: Layout, name: string): readonly Expression[] {
  const { solid, words } = layout;
  const found: Expression[] = [];
  let start = 0;
  for (const [place, token] of solid.entries()) {
    if (isStart(layout, place)) start = place;
    if (identifierOf(token) !== name || solid[place - 1]?.text === ".") continue;
    if (words[place - 1] === "execute" || words[start] === "raise") continue;
    const assigned = assignedAt(layout, place);
    if (assigned !== undefined) found.push(assigned);
    else if (!isDeclared(layout, place)) return [];
  }
  return found;
}

/** `name type;` */
function isDeclared(layout: Layout, place: number): boolean {
  return isStart(layout, place) && layout.words[place + 1] !== "";
}

/** The expressions whose values `EXECUTE` runs, in the order in which they stand. */
function expressionsOf(layout: Layout): readonly Expression[] {
  const { solid, words } = layout;
  const executed: Expression[] = [];
  const variables = new Set<string>();
  for (const [place, word] of words.entries()) {
    if (word !== "execute" || words[place + 1] === "on") continue;
    const to = textEnd(layout, place + 1);
    const name = to === place + 2 ? foldedWord(solid[place + 1]) : "";
    if (name === "") executed.push({ from: place + 1, to, isExecuted: true });
    else variables.add(name);
  }
  return [
    ...executed,
    ...[...variables].slice(0, MAX_VARIABLES).flatMap((name) => assignedTo(layout, name)),
  ].sort((one, other) => one.from - other.from);
}

/**
 * The body of a procedure with the texts that it runs in the engine's SQL, as far as they stand there: strings, with values of any
 * expressions between them. A text that is put together in several statements stays as it is.
 *
 * @param commit stands behind a text that commits
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_PLpgSQL-statements.html
 */
export async function withExecutedTexts(
  tokens: Tokens,
  translate: TranslateText,
  commit: string,
): Promise<Tokens> {
  const layout = layoutOf(tokens);
  const replaced = new ReplacedTokens(tokens);
  for (const { from, to, isExecuted } of expressionsOf(layout)) {
    const [first, last] = [layout.solid[from], layout.solid[to - 1]];
    if (first === undefined || last === undefined || last.index < first.index) continue;
    const end = last.index + 1;
    const text = await translated(tokens.slice(first.index, end), translate);
    if (text === undefined || (text.commits && !isExecuted)) continue;
    const isWhole = layout.solid[to]?.text === ";";
    replaced.replace(first.index, end, sqlOf(text.tokens, text.commits && isWhole ? `; ${commit}` : ""));
  }
  return replaced.written;
}
