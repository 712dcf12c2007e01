import { ownSql } from "../sql-text";
import type { SqlToken } from "../sql-tokens";
import type { ClauseReader, PlaceRange } from "./clause-reader";

/** Changes of a statement, in places of its reader; what they do not touch stays as it was written. */
export class TokenEdits {
  private readonly replaced = new Map<number, string>();
  private readonly dropped = new Set<number>();
  private readonly before = new Map<number, string>();

  constructor(private readonly reader: ClauseReader) {}

  get isEmpty(): boolean {
    return this.replaced.size + this.dropped.size + this.before.size === 0;
  }

  drop({ from, to }: PlaceRange): void {
    for (let place = from; place < to; place++) this.dropped.add(place);
  }

  replace(span: PlaceRange, text: string): void {
    this.drop(span);
    this.replaced.set(span.from, text);
  }

  insertBefore(place: number, text: string): void {
    this.before.set(place, `${this.before.get(place) ?? ""} ${text} `);
  }

  apply(): readonly SqlToken[] {
    const { tokens, solid } = this.reader;
    const places = new Map(solid.map(({ index }, place) => [index, place]));
    const edited = tokens.flatMap((token, index) => {
      const place = places.get(index);
      if (place === undefined) return [token];
      const before = this.before.get(place);
      const replaced = this.replaced.get(place);
      return [
        ...(before === undefined ? [] : [ownSql(before)]),
        ...(replaced === undefined ? [] : [ownSql(replaced)]),
        ...(this.dropped.has(place) ? [] : [token]),
      ];
    });
    const end = this.before.get(solid.length);
    return end === undefined ? edited : [...edited, ownSql(` ${end}`)];
  }
}
