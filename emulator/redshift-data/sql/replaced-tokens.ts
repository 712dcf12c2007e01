import type { Tokens } from "./sql-layout";
import type { SqlToken } from "./sql-tokens";

/**
 * A piece of SQL in which some tokens are replaced, from its start to its end; all others stay as they were written. Every token is
 * copied once, however many are replaced.
 */
export class ReplacedTokens {
  private readonly copied: SqlToken[] = [];
  /** Index of the first token that is neither copied nor replaced. */
  private next: number;

  /** @param from index of its first token. @param to index of the token after it. Without them it is all tokens. */
  constructor(
    private readonly tokens: Tokens,
    private readonly from = 0,
    private readonly to = tokens.length,
  ) {
    this.next = from;
  }

  /** Puts something in place of the tokens from one index to before another, which are behind all that was replaced so far. */
  replace(from: number, to: number, replacement: Tokens): void {
    this.copyTo(from);
    for (const token of replacement) this.copied.push(token);
    this.next = to;
  }

  /** The piece as it is now; the tokens themselves where nothing was replaced in them. */
  get written(): Tokens {
    const { tokens, from, to } = this;
    if (this.copied.length === 0 && this.next === from)
      return to - from === tokens.length ? tokens : tokens.slice(from, to);
    this.copyTo(to);
    return this.copied;
  }

  private copyTo(index: number): void {
    for (; this.next < index; this.next++) this.copied.push(this.tokens[this.next] as SqlToken);
  }
}
