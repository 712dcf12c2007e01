import { type RefusedTranslation, refused } from "../dialect/translation";
import { syntaxErrorAt } from "../refusals/syntax-error";
import { between, type Layout, listItems, parenthesisEnd } from "../sql-layout";
import { textOf } from "../sql-text";
import type { SqlToken } from "../sql-tokens";
import type { SolidToken } from "../sql-words";

/** Solid tokens from one place to before another. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

function isName({ kind, text }: SolidToken): boolean {
  return kind === "word" || text.startsWith('"');
}

/** It is refused, because what stands at the reader's place cannot be read. */
export function refusedAt(reader: ClauseReader): RefusedTranslation {
  return refused(syntaxErrorAt(reader.text()));
}

/** Reads a statement word by word, from its start. Places are numbers of solid tokens. */
export class ClauseReader {
  place = 0;

  constructor(private readonly layout: Layout) {}

  get tokens(): readonly SqlToken[] {
    return this.layout.tokens;
  }

  get solid(): readonly SolidToken[] {
    return this.layout.solid;
  }

  get isAtEnd(): boolean {
    return this.place >= this.solid.length || this.text() === ";";
  }

  /** The word at the place, or some tokens on, in lower case; empty when no word is there. */
  word(ahead = 0): string {
    return this.layout.words[this.place + ahead] ?? "";
  }

  text(ahead = 0): string {
    return this.solid[this.place + ahead]?.text ?? "";
  }

  isAt(...words: readonly string[]): boolean {
    return words.every((word, ahead) => this.word(ahead) === word);
  }

  /** Goes past these words if they stand here. */
  take(...words: readonly string[]): boolean {
    if (!this.isAt(...words)) return false;
    this.place += words.length;
    return true;
  }

  /** Goes past one of these words if it stands here. @returns it, or nothing */
  takeOneOf(...words: readonly string[]): string | undefined {
    const word = words.find((one) => this.word() === one);
    if (word !== undefined) this.place++;
    return word;
  }

  /** Goes past a name with or without what qualifies it. @returns it as it is written, or nothing */
  takeName(): string | undefined {
    const from = this.place;
    const first = this.solid[this.place];
    if (first === undefined || !isName(first)) return undefined;
    this.place++;
    while (this.text() === "." && this.solid[this.place + 1] !== undefined) this.place += 2;
    return this.textOf({ from, to: this.place });
  }

  /** Goes past a list with commas in it. @returns what `takeItem` gives of each, up to the first of which it gives nothing */
  takeList<T>(takeItem: () => T | undefined): readonly T[] {
    const items: T[] = [];
    do {
      if (this.text() === ",") this.place++;
      const item = takeItem();
      if (item === undefined) break;
      items.push(item);
    } while (this.text() === ",");
    return items;
  }

  /** Goes past one token. @returns its text */
  takeAny(): string {
    const text = this.text();
    this.place++;
    return text;
  }

  /** Goes past a group in parentheses if one begins here. @returns what it holds, or nothing */
  takeGroup(): PlaceRange | undefined {
    if (this.text() !== "(") return undefined;
    const from = this.place + 1;
    this.place = (parenthesisEnd(this.layout, this.place) ?? this.solid.length) + 1;
    return { from, to: this.place - 1 };
  }

  /** Goes past words up to a place at which one of them stands outside of parentheses, or to the end. */
  skipTo(...words: readonly string[]): void {
    while (!this.isAtEnd && !words.includes(this.word())) {
      if (this.takeGroup() === undefined) this.place++;
    }
  }

  /** The items of a span, which commas outside of parentheses part. */
  items({ from, to }: PlaceRange): readonly PlaceRange[] {
    return listItems(this.layout, from, to - 1).map(([first, last]) => ({ from: first, to: last + 1 }));
  }

  /** What is written between two places, with the spaces and comments in it. */
  textOf({ from, to }: PlaceRange): string {
    return to <= from ? "" : textOf(between(this.layout, from, to - 1));
  }
}
