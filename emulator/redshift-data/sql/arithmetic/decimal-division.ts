import type { DialectSession } from "../dialect/dialect-session";
import { ReplacedTokens } from "../replaced-tokens";
import { between, type Layout, layoutOf, type Span, sqlOf } from "../sql-layout";
import type { SqlToken } from "../sql-tokens";
import {
  commonType,
  type ExactType,
  exactType,
  isKnown,
  literalType,
  resultType,
  totalType,
} from "./decimal-types";
import { caseResults, ExpressionReader, type Node, type Region } from "./expression-nodes";
import { queryFor, selectItems } from "./region-query";

/** The engine is asked no oftener for one statement. */
const MAX_QUESTIONS = 100;

/** A longer statement is divided as the engine divides. */
const MAX_TOKENS = 10_000;

/** Functions whose result has the type of their first argument. */
const AS_FIRST: ReadonlySet<string> = new Set(
  "abs round trunc min max any_value lag lead first_value last_value nth_value".split(" "),
);
const AS_ALL: ReadonlySet<string> = new Set(["coalesce", "nvl", "greatest", "least"]);
const TOTALS: ReadonlySet<string> = new Set(["sum", "avg"]);

/** What a column without a name is called. */
const UNNAMED = ' AS "?column?"';

class Divisions {
  private questions = 0;
  private readonly types = new Map<Node, Promise<ExactType | undefined>>();
  private readonly items = new Map<Region, ReadonlyMap<number, number>>();
  private readonly queries = new Map<Region, Node[]>();
  private readonly rewrittenQueries = new Map<Node, Promise<readonly SqlToken[]>>();

  constructor(
    private readonly source: Layout,
    private readonly session: DialectSession,
    nodes: readonly Node[],
  ) {
    const pending = [...nodes];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      pending.push(...node.children);
      if (node.kind !== "query") continue;
      const others = this.queries.get(node.region);
      if (others === undefined) this.queries.set(node.region, [node]);
      else others.push(node);
    }
  }

  /** The tokens from one position to another with the pieces in them rewritten. */
  async written(first: number, last: number, children: readonly Node[]): Promise<readonly SqlToken[]> {
    const { tokens, solid } = this.source;
    if (last < first) return [];
    const replaced = new ReplacedTokens(tokens, solid[first]?.index ?? 0, (solid[last]?.index ?? -1) + 1);
    for (const child of children) {
      const from = solid[child.first]?.index ?? 0;
      replaced.replace(from, (solid[child.last]?.index ?? 0) + 1, await this.rewritten(child));
    }
    return replaced.written;
  }

  private rewritten(node: Node): Promise<readonly SqlToken[]> {
    if (node.kind !== "query") return this.rewriteNow(node);
    const known = this.rewrittenQueries.get(node) ?? this.rewriteNow(node);
    this.rewrittenQueries.set(node, known);
    return known;
  }

  /** Tables as the engine will see them: queries among them are rewritten, conditions of joins are not. */
  private readonly tables = async (region: Region, [first, last]: Span): Promise<readonly SqlToken[]> => {
    const queries = (this.queries.get(region) ?? []).filter(
      (node) => node.first >= first && node.last <= last,
    );
    return this.written(
      first,
      last,
      queries.sort((a, b) => a.first - b.first),
    );
  };

  private async rewriteNow(node: Node): Promise<readonly SqlToken[]> {
    if (node.kind === "group" && this.isItem(node) && (await this.isQuotient(node)))
      return sqlOf(await this.written(node.first, node.last, node.children), UNNAMED);
    const [left, right] = node.children;
    const quotient = node.name === "/" && left && right ? await this.quotient(left, right) : undefined;
    if (quotient === undefined || left === undefined || right === undefined)
      return this.written(node.first, node.last, node.children);
    const [one, other, result] = quotient;
    const numbers = [one.precision, one.scale, other.precision, other.scale].join(", ");
    // A sign before it: an operator gives its column no name, and neither do casts of it.
    const division = sqlOf(
      "(+ pg_catalog.redshift_divide((",
      await this.rewritten(left),
      ")::numeric, (",
      await this.rewritten(right),
      `)::numeric, ${numbers}))`,
    );
    const name = this.isItem(node) ? UNNAMED : "";
    if (!isKnown(result)) return sqlOf(division, name);
    const type = `numeric(${result.precision}, ${result.scale})`;
    return sqlOf("CAST(", division, ` AS ${type})`, name);
  }

  /** Whether parentheses hold a quotient of decimals and nothing else. */
  private async isQuotient({ name, children, ...node }: Node): Promise<boolean> {
    const [left, right] = children;
    if (node.kind === "group")
      return left !== undefined && this.isAll({ ...node, children }, left) && this.isQuotient(left);
    return (
      name === "/" &&
      left !== undefined &&
      right !== undefined &&
      (await this.quotient(left, right)) !== undefined
    );
  }

  /** Whether it is a whole column of a query, without a name: the function that divides must not give it one. */
  private isItem({ first, last, region }: Node): boolean {
    const items = this.items.get(region) ?? selectItems(this.source, region);
    this.items.set(region, items);
    return items.get(first) === last;
  }

  /** Types of dividend, divisor and quotient of decimals; nothing when the engine's own division is right. */
  private async quotient(
    left: Node,
    right: Node,
  ): Promise<readonly [ExactType, ExactType, ExactType] | undefined> {
    const one = await this.typeOf(left);
    const other = one === undefined ? undefined : await this.typeOf(right);
    if (one === undefined || other === undefined || (one.isInteger && other.isInteger)) return undefined;
    return [one, other, resultType("/", one, other)];
  }

  private typeOf(node: Node): Promise<ExactType | undefined> {
    const known = this.types.get(node) ?? this.infer(node);
    this.types.set(node, known);
    return known;
  }

  private async infer(node: Node): Promise<ExactType | undefined> {
    const [first, second] = node.children;
    if (node.kind === "number") return literalType(this.source.solid[node.first]?.text ?? "");
    if (node.kind === "unary" && first !== undefined) return this.typeOf(first);
    if (node.kind === "group" && first !== undefined && this.isAll(node, first)) return this.typeOf(first);
    if (node.kind === "binary" && first !== undefined && second !== undefined) {
      const one = await this.typeOf(first);
      const other = one === undefined ? undefined : await this.typeOf(second);
      return one && other && resultType(node.name ?? "", one, other);
    }
    const column = node.kind === "query" ? node.children.find((child) => this.isItem(child)) : undefined;
    if (column !== undefined) return this.typeOf(column);
    const asked = await this.ask(node);
    if (asked === undefined || isKnown(asked)) return asked;
    if (node.kind === "case") return (await this.commonTypeOf(caseResults(this.source, node))) ?? asked;
    if (node.kind !== "call" || first === undefined) return asked;
    return (await this.typeOfCall(node)) ?? asked;
  }

  private async typeOfCall({ name = "", children }: Node): Promise<ExactType | undefined> {
    const [first, ...others] = children;
    const one = first === undefined ? undefined : await this.typeOf(first);
    if (one === undefined) return undefined;
    if (TOTALS.has(name)) return totalType(one);
    if (AS_FIRST.has(name)) return one;
    return AS_ALL.has(name)
      ? this.commonTypeOf([first, ...others].flatMap((child) => child ?? []))
      : undefined;
  }

  /** That of all whose type is found. */
  private async commonTypeOf(nodes: readonly Node[]): Promise<ExactType | undefined> {
    let common: ExactType | undefined;
    for (const node of nodes) {
      const type = await this.typeOf(node);
      if (type !== undefined) common = common === undefined ? type : commonType(common, type);
    }
    return common;
  }

  private isAll({ first, last }: Node, child: Node): boolean {
    return child.first === first + 1 && child.last === last - 1;
  }

  private async ask(node: Node): Promise<ExactType | undefined> {
    if (this.questions++ >= MAX_QUESTIONS) return undefined;
    const column = between(this.source, node.first, node.last);
    const columns = await this.session.columnsOf(await queryFor(this.source, node, column, this.tables));
    const [only] = columns ?? [];
    return only === undefined ? undefined : exactType(only.typeId, only.typeModifier);
  }
}

/**
 * The scale of a quotient of decimals follows from the types of both, which the engine's division does not know.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
 */
export async function divideDecimals(
  tokens: readonly SqlToken[],
  session: DialectSession,
): Promise<readonly SqlToken[]> {
  if (!tokens.some(({ kind, text }) => kind === "other" && text === "/")) return tokens;
  const source = layoutOf(tokens);
  if (source.solid.length > MAX_TOKENS) return tokens;
  const region = { first: 0, last: source.solid.length - 1 };
  const reader = new ExpressionReader(source);
  const nodes = reader.sequence(region.first, region.last, region);
  if (reader.isIncomplete) return tokens;
  const written = await new Divisions(source, session, nodes).written(region.first, region.last, nodes);
  const before = tokens.slice(0, source.solid[0]?.index ?? 0);
  return [...before, ...written, ...tokens.slice((source.solid[region.last]?.index ?? -1) + 1)];
}
