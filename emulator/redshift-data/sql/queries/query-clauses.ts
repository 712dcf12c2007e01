import {
  between,
  identifierOf,
  type Layout,
  parenthesisEnd,
  SET_OPERATORS,
  type Tokens,
  topLevel,
} from "../sql-layout";

/** What a clause is called by its first word; `operand` is a query in parentheses, or VALUES; `set` is UNION and its like. */
export type ClauseName =
  | "with"
  | "operand"
  | "set"
  | "select"
  | "exclude"
  | "into"
  | "from"
  | "where"
  | "start"
  | "connect"
  | "group"
  | "having"
  | "qualify"
  | "window"
  | "order"
  | "limit"
  | "offset"
  | "fetch"
  | "for";

/** A clause of a query. The clauses of a query, one after another, are the query, character for character. */
export interface Clause {
  readonly name: ClauseName;
  /** `ORDER BY`. */
  readonly head: Tokens;
  /** What follows, with the spaces and comments up to the next clause. */
  readonly body: Tokens;
}

/** How many words the head of a clause has, if one begins at `at`. */
function headLength({ words, solid }: Layout, at: number, current: ClauseName | undefined): number {
  const [word = "", next = "", before = ""] = [words[at], words[at + 1], words[at - 1]];
  if (solid[at - 1]?.text === "." || solid[at + 1]?.text === ".") return 0;
  switch (word) {
    case "select":
    case "where":
    case "having":
    case "limit":
      return 1;
    case "qualify":
      return current === "select" ? 0 : 1;
    case "from":
      return before === "distinct" && ["is", "not"].includes(words[at - 2] ?? "") ? 0 : 1;
    case "offset":
      return current === "select" || before === "with" || at + 1 >= solid.length ? 0 : 1;
    case "group":
    case "order":
    case "connect":
      return next === "by" ? 2 : 0;
    case "start":
      return next === "with" ? 2 : 0;
    case "exclude":
      return current === "select" && before !== "as" && isName(solid[at + 1]) && next !== "from" ? 1 : 0;
    case "into":
      return current === "select" || current === "exclude" ? 1 : 0;
    case "fetch":
      return next === "first" || next === "next" ? 1 : 0;
    case "for":
      return next === "update" || next === "share" || next === "no" || next === "key" ? 1 : 0;
    case "window":
      return words[at + 2] === "as" && solid[at + 3]?.text === "(" ? 1 : 0;
    default:
      return SET_OPERATORS.has(word) && startsOperand(words, solid[at + 1]?.text, at + 1) ? 1 : 0;
  }
}

function isName(token: Layout["solid"][number] | undefined): boolean {
  return token?.text === "(" || identifierOf(token) !== undefined;
}

function startsOperand(words: readonly string[], text: string | undefined, at: number): boolean {
  return text === "(" || ["select", "with", "values", "all", "distinct"].includes(words[at] ?? "");
}

/** A common table expression of WITH. */
interface CommonTable {
  /** `name (columns) AS`, with what stands before it. */
  readonly head: Tokens;
  readonly name: string;
  /** The column names that it declares. */
  readonly columns: readonly string[];
  /** Its query, without the parentheses. */
  readonly query: Tokens;
  /** Where the query begins and ends among the tokens. */
  readonly place: readonly [from: number, to: number];
}

interface ParsedWith {
  readonly isRecursive: boolean;
  readonly tables: readonly CommonTable[];
  /** The solid token after it. */
  readonly end: number;
}

/** Reads `WITH [RECURSIVE] name [(columns)] AS (query), …` at the start of a query. */
export function parseWith(layout: Layout): ParsedWith | undefined {
  const { words, solid } = layout;
  if (words[0] !== "with") return undefined;
  const isRecursive = words[1] === "recursive";
  const tables: CommonTable[] = [];
  let at = isRecursive ? 2 : 1;
  for (;;) {
    const start = at;
    const name = identifierOf(solid[at]);
    const asAt = (parenthesisEnd(layout, at + 1) ?? at) + 1;
    const open = asAt + 1;
    const end = parenthesisEnd(layout, open);
    if (name === undefined || words[asAt] !== "as" || end === undefined) return undefined;
    const columns = solid.slice(at + 2, asAt - 1).flatMap((token) => identifierOf(token) ?? []);
    const place = [(solid[open]?.index ?? 0) + 1, solid[end]?.index ?? 0] as const;
    const query = layout.tokens.slice(...place);
    tables.push({ head: between(layout, start, asAt), name, columns, query, place });
    at = end + 1;
    if (solid[at]?.text !== ",") return { isRecursive, tables, end: at };
    at++;
  }
}

/** The clauses of a query. Nothing when it does not read as one. */
export function clausesOf(layout: Layout): readonly Clause[] | undefined {
  const { tokens, solid, words } = layout;
  const begun = parseWith(layout);
  if (words[0] === "with" && begun === undefined) return undefined;
  const marks: { name: ClauseName; from: number; heads: number }[] = [];
  if (begun !== undefined) marks.push({ name: "with", from: 0, heads: 1 });
  for (const at of topLevel(layout, begun?.end ?? 0)) {
    const last = marks.at(-1);
    if (last !== undefined && at < last.from + last.heads) continue;
    const isOperand = last === undefined || last.name === "with" || last.name === "set";
    const heads = headLength(layout, at, last?.name);
    const word = words[at] ?? "";
    if (heads > 0) marks.push({ name: nameOfClause(word), from: at, heads });
    else if (isOperand && (solid[at]?.text === "(" || word === "values" || word === "table"))
      marks.push({ name: "operand", from: at, heads: 0 });
    else if (isOperand && (word === "all" || word === "distinct")) continue;
    else if (isOperand) return undefined;
  }
  if (marks.length === 0) return undefined;
  const startOf = (mark: number): number =>
    mark === 0 ? 0 : (solid[marks[mark]?.from ?? -1]?.index ?? tokens.length);
  return marks.map(({ name, from, heads }, mark) => {
    const end = mark + 1 < marks.length ? startOf(mark + 1) : tokens.length;
    const bodyAt = heads === 0 ? startOf(mark) : (solid[from + heads - 1]?.index ?? 0) + 1;
    return { name, head: tokens.slice(startOf(mark), bodyAt), body: tokens.slice(bodyAt, end) };
  });
}

function nameOfClause(word: string): ClauseName {
  return SET_OPERATORS.has(word) ? "set" : (word as ClauseName);
}

/** The clauses of each SELECT of a query, the word that joins it to the one before first. */
export function segmentsOf(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  const segments: Clause[][] = [[]];
  for (const clause of clauses) {
    if (clause.name === "set") segments.push([]);
    segments.at(-1)?.push(clause);
  }
  return segments;
}

/** The query again. */
export function tokensOf(clauses: readonly Clause[]): Tokens {
  return clauses.flatMap(({ head, body }) => [...head, ...body]);
}

/** The first clause of that name. */
export function clauseNamed(clauses: readonly Clause[], name: ClauseName): Clause | undefined {
  return clauses.find((clause) => clause.name === name);
}
