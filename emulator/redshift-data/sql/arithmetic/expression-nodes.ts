import { type Layout, parenthesisEnd } from "../sql-layout";

/** Parentheses inside of each other beyond this depth are not looked into. */
const MAX_DEPTH = 25;

/** An expression of more operands than this is not read, and no other one of its statement. */
const MAX_OPERANDS = 200;

/** A piece of an expression: positions among the solid tokens, both included, and the pieces in it that could be read. */
export interface Node {
  readonly kind: "value" | "number" | "unary" | "binary" | "group" | "call" | "case" | "cast" | "query";
  readonly first: number;
  readonly last: number;
  readonly children: readonly Node[];
  /** The query in which it stands. */
  readonly region: Region;
  /** Of a `binary` one: `+`, `-`, `*`, `/`, `%`; of a call: its name in lower case. */
  readonly name?: string;
}

/** A query in parentheses, or the whole statement. */
export interface Region {
  readonly first: number;
  readonly last: number;
  readonly outer?: Region;
}

/** Words that no value begins with. */
const NO_VALUES: ReadonlySet<string> = new Set(
  (
    "select from where group by having qualify order limit offset with as and or not in is null like ilike similar between when then else end " +
    "on using join inner left right full outer cross union intersect except minus all distinct case over partition rows range set values into " +
    "insert update delete create table view asc desc nulls first last interval escape to exists returns begin"
  ).split(" "),
);

const BINDING: Readonly<Record<string, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, "%": 2 };

const TWO_WORD_TYPES: ReadonlySet<string> = new Set(["double precision", "character varying"]);

/** Where each CASE ends, by where it begins. */
function caseEndsOf({ words }: Layout): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  words.forEach((word, position) => {
    if (word === "case") open.push(position);
    const begun = word === "end" ? open.pop() : undefined;
    if (begun !== undefined) ends.set(begun, position);
  });
  return ends;
}

/** The results of a CASE, without those that are NULL. */
export function caseResults({ words }: Layout, { children }: Node): readonly Node[] {
  return children.filter(
    ({ first, last }) =>
      ["then", "else"].includes(words[first - 1] ?? "") &&
      ["when", "else", "end"].includes(words[last + 1] ?? ""),
  );
}

/** Reads the arithmetic in a statement. What is none is stepped over, so every statement can be read. */
export class ExpressionReader {
  private depth = 0;
  private hasTooMany = false;

  private readonly caseEnds: ReadonlyMap<number, number>;

  constructor(private readonly source: Layout) {
    this.caseEnds = caseEndsOf(source);
  }

  /** Whether an expression had more operands than are read: then the pieces are not all there. */
  get isIncomplete(): boolean {
    return this.hasTooMany;
  }

  /** Every piece that could be read from one position to another. */
  sequence(first: number, last: number, region: Region): readonly Node[] {
    const nodes: Node[] = [];
    if (this.depth >= MAX_DEPTH) return nodes;
    this.depth++;
    for (let position = first; position <= last; ) {
      const node = this.expression(position, last, region, 1);
      if (node !== undefined) nodes.push(node);
      position = (node?.last ?? position) + 1;
    }
    this.depth--;
    return nodes;
  }

  private text(position: number): string {
    return this.source.solid[position]?.text ?? "";
  }

  private expression(first: number, last: number, region: Region, binding: number): Node | undefined {
    let left = this.unary(first, last, region);
    for (let operands = 1; left !== undefined; operands++) {
      if (operands > MAX_OPERANDS) this.hasTooMany = true;
      const at: number = left.last + 1;
      const operator = at > last ? "" : this.text(at);
      const own = BINDING[operator] ?? 0;
      if (own < binding || this.isLongerOperator(at)) return left;
      const right = this.expression(at + 1, last, region, own + 1);
      if (right === undefined) return left;
      left = { kind: "binary", name: operator, first, last: right.last, children: [left, right], region };
    }
    return left;
  }

  /** `->`, `-|-`, `*=` and the like are other operators. */
  private isLongerOperator(position: number): boolean {
    const [token, next] = [this.source.solid[position], this.source.solid[position + 1]];
    return next?.index === (token?.index ?? 0) + 1 && /^[<>=|&~!^]/.test(next.text);
  }

  private unary(first: number, last: number, region: Region): Node | undefined {
    if (first > last) return undefined;
    const sign = this.text(first);
    if (sign !== "-" && sign !== "+") return this.withCasts(this.primary(first, last, region), last);
    let value = first + 1;
    while (value <= last && (this.text(value) === "-" || this.text(value) === "+")) value++;
    const operand = this.withCasts(this.primary(value, last, region), last);
    return operand && { kind: "unary", first, last: operand.last, children: [operand], region };
  }

  private withCasts(given: Node | undefined, last: number): Node | undefined {
    let node = given;
    while (node !== undefined && node.last + 2 <= last && this.text(node.last + 1) === "::") {
      const type: number = node.last + 2;
      const pair = `${this.source.words[type]} ${this.source.words[type + 1]}`;
      let end = TWO_WORD_TYPES.has(pair) ? type + 1 : type;
      end = parenthesisEnd(this.source, end + 1) ?? end;
      node = { kind: "cast", first: node.first, last: end, children: [node], region: node.region };
    }
    return node;
  }

  private primary(first: number, last: number, region: Region): Node | undefined {
    const token = this.source.solid[first];
    if (token === undefined || first > last) return undefined;
    const value: Node = { kind: "value", first, last: first, children: [], region };
    if (token.kind === "number") return { ...value, kind: "number" };
    if (token.kind === "placeholder" || (token.kind === "opaque" && !token.text.startsWith('"')))
      return value;
    if (token.text === "(") return this.parentheses(first, region);
    const word = this.source.words[first] ?? "";
    if (word === "case") return this.caseOf(first, last, region);
    if (NO_VALUES.has(word) || (token.kind !== "word" && token.kind !== "opaque")) return undefined;
    let end = first;
    while (this.text(end + 1) === "." && end + 2 <= last) end += 2;
    if (this.text(end + 1) === "(") return this.call(first, end, region);
    return { ...value, last: end };
  }

  private parentheses(first: number, region: Region): Node | undefined {
    const last = parenthesisEnd(this.source, first);
    if (last === undefined) return undefined;
    const isQuery = ["select", "with"].includes(this.source.words[first + 1] ?? "");
    const inner = isQuery ? { first: first + 1, last: last - 1, outer: region } : region;
    const children = this.sequence(first + 1, last - 1, inner);
    return { kind: isQuery ? "query" : "group", first, last, children, region };
  }

  private call(first: number, name: number, region: Region): Node | undefined {
    const open = name + 1;
    let last = parenthesisEnd(this.source, open);
    if (last === undefined) return undefined;
    const inside = this.parentheses(open, region);
    const children = [...(inside?.kind === "query" ? [inside] : (inside?.children ?? []))];
    const window = this.source.words[last + 1] === "over" ? parenthesisEnd(this.source, last + 2) : undefined;
    if (window !== undefined) {
      children.push(...this.sequence(last + 3, window - 1, region));
      last = window;
    }
    return { kind: "call", name: this.source.words[name] ?? "", first, last, children, region };
  }

  private caseOf(first: number, last: number, region: Region): Node | undefined {
    const end = this.caseEnds.get(first);
    if (end === undefined || end > last) return undefined;
    return { kind: "case", first, last: end, children: this.sequence(first + 1, end - 1, region), region };
  }
}
