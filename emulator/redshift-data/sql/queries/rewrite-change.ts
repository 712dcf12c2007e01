import { type Layout, type Tokens, topLevel } from "../sql-layout";
import { rewriteFrom } from "./from/rewrite-from";
import type { QueryScope, Relation } from "./query-scope";
import { rewriteExpression } from "./rewrite-expression";

/** First words of the parts of UPDATE and DELETE. */
const PARTS: ReadonlySet<string> = new Set(["update", "delete", "set", "from", "using", "where"]);

/** Parts that name relations. */
const RELATIONS: ReadonlySet<string> = new Set(["update", "from", "using"]);

interface Part {
  readonly word: string;
  readonly head: Tokens;
  readonly body: Tokens;
}

function partsOf({ tokens, solid, words }: Layout, places: readonly number[]): readonly Part[] {
  const starts = places.filter((at) => PARTS.has(words[at] ?? "") && solid[at - 1]?.text !== ".");
  return starts.map((at, number) => {
    const from = number === 0 ? 0 : (solid[at]?.index ?? 0);
    const bodyAt = (solid[at]?.index ?? 0) + 1;
    const to = solid[starts[number + 1] ?? -1]?.index ?? tokens.length;
    return { word: words[at] ?? "", head: tokens.slice(from, bodyAt), body: tokens.slice(bodyAt, to) };
  });
}

/** Rewrites UPDATE and DELETE: the queries in them, and paths into the SUPER columns of the tables that they name. */
export async function rewriteChange(layout: Layout, scope: QueryScope): Promise<Tokens> {
  const parts = partsOf(layout, topLevel(layout));
  const bodies = new Map<Part, Tokens>();
  let relations: readonly Relation[] = [];
  for (const part of parts) {
    if (!RELATIONS.has(part.word)) continue;
    const from = await rewriteFrom(part.body, { ...scope, relations });
    bodies.set(part, from.body);
    relations = [...relations, ...from.relations];
  }
  const here = { ...scope, relations };
  const pieces: Tokens[] = [];
  for (const part of parts)
    pieces.push(part.head, bodies.get(part) ?? (await rewriteExpression(part.body, here)));
  return pieces.flat();
}
