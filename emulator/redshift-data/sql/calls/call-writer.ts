import { ReplacedTokens } from "../replaced-tokens";
import { type Layout, listItems, parenthesisEnd, type Span } from "../sql-layout";
import type { SqlToken } from "../sql-tokens";

/** Calls inside of calls beyond this depth stay as they are written. */
const MAX_DEPTH = 25;

/** A call that would have to be repeated in what takes its place is left as it is when that would grow beyond this. */
export const MAX_REPEATED_TOKENS = 2_000;

/** A call of a function in a statement, and what may be asked of its surroundings. */
export interface Call {
  /** Position of the name among the statement's solid tokens. */
  readonly position: number;
  /** Position of the closing parenthesis. */
  readonly close: number;
  readonly args: readonly Span[];
}

/** What takes the place of a call: its text, and the last position that it replaces. */
export interface RewrittenCall {
  readonly tokens: readonly SqlToken[];
  readonly last: number;
}

/** Rewrites the calls of one function; nothing leaves a call as it is. */
export type CallRule = (call: Call, statement: StatementCalls) => RewrittenCall | undefined;

/** Rewrites a word that is no call; by its position. */
export type WordRule = (position: number, statement: StatementCalls) => RewrittenCall | undefined;

/** Which names are rewritten, in lower case. */
export interface Rules {
  readonly calls: ReadonlyMap<string, CallRule>;
  readonly words: ReadonlyMap<string, WordRule>;
}

/** A statement with the calls in it, read once; every token is written once, so the work is linear. */
export class StatementCalls {
  /** By the position of the name: a rule that gives up is not asked again when its arguments are read for themselves. */
  private readonly replacements = new Map<number, RewrittenCall | undefined>();
  private depth = 0;

  constructor(
    private readonly layout: Layout,
    private readonly rules: Rules,
  ) {}

  /** The word at a position in lower case; empty for anything else. */
  word(position: number): string {
    return this.layout.words[position] ?? "";
  }

  /** The token's text at a position; empty outside of the statement. */
  text(position: number): string {
    return this.layout.solid[position]?.text ?? "";
  }

  /** Whether a string stands there and nothing else. */
  isString([first, last]: Span): boolean {
    return first === last && this.text(first).startsWith("'");
  }

  /** Where the parenthesis that opens at a position is closed. */
  closeOf(position: number): number | undefined {
    return parenthesisEnd(this.layout, position);
  }

  /** Whether the words from a position on are these. */
  hasWords(position: number, ...words: readonly string[]): boolean {
    return words.every((word, index) => this.word(position + index) === word);
  }

  /** The tokens from one position to another, calls in them rewritten. */
  written([first, last]: Span): readonly SqlToken[] {
    const [start, end] = [this.layout.solid[first], this.layout.solid[last]];
    return start === undefined || end === undefined ? [] : this.write(start.index, end.index + 1, first);
  }

  /** The whole statement. */
  all(): readonly SqlToken[] {
    return this.write(0, this.layout.tokens.length, 0);
  }

  private write(start: number, end: number, firstSolid: number): readonly SqlToken[] {
    const { tokens, solid } = this.layout;
    const replaced = new ReplacedTokens(tokens, start, end);
    let position = firstSolid;
    this.depth++;
    while (this.depth <= MAX_DEPTH) {
      const token = solid[position];
      if (token === undefined || token.index >= end) break;
      const replacement = this.replacementAt(position);
      if (replacement === undefined) {
        position++;
        continue;
      }
      const behind = (solid[replacement.last]?.index ?? token.index) + 1;
      replaced.replace(token.index, behind, replacement.tokens);
      position = replacement.last + 1;
    }
    this.depth--;
    return replaced.written;
  }

  private replacementAt(position: number): RewrittenCall | undefined {
    if (this.replacements.has(position)) return this.replacements.get(position);
    const replacement = this.replace(position);
    this.replacements.set(position, replacement);
    return replacement;
  }

  private replace(position: number): RewrittenCall | undefined {
    const word = this.word(position);
    if (word === "" || this.text(position - 1) === ".") return undefined;
    const rule = this.rules.calls.get(word);
    const call = rule === undefined ? undefined : this.callAt(position);
    const replacement = call === undefined ? undefined : rule?.(call, this);
    return replacement ?? this.rules.words.get(word)?.(position, this);
  }

  private callAt(position: number): Call | undefined {
    const close = this.closeOf(position + 1);
    if (close === undefined) return undefined;
    return { position, close, args: listItems(this.layout, position + 2, close - 1) };
  }
}
