import { createHash } from "node:crypto";
import { identifierOf, layoutOf, sqlOf, type Tokens } from "../sql-layout";
import { textOf } from "../sql-text";
import { type Clause, clausesOf, segmentsOf, tokensOf } from "./query-clauses";

/** Clauses of a SELECT up to its condition, in their order. */
const UP_TO_CONDITION: ReadonlySet<string> = new Set(["select", "exclude", "into", "from", "where"]);

/** The SELECT with one more condition; what is no SELECT stays as it is. */
function withCondition(select: readonly Clause[], condition: string): Tokens {
  const last = select.findLastIndex(({ name }) => UP_TO_CONDITION.has(name));
  const clause = select[last];
  if (clause === undefined) return tokensOf(select);
  const { name, head, body } = clause;
  const limited =
    name === "where"
      ? sqlOf(head, " (", body, `\n) AND ${condition} `)
      : sqlOf(head, body, `\nWHERE ${condition} `);
  return [...tokensOf(select.slice(0, last)), ...limited, ...tokensOf(select.slice(last + 1))];
}

/**
 * A table of WITH RECURSIVE whose rows are counted if it reads itself: one without an end would hold up everybody, since the engine works
 * on this thread.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_WITH_clause.html
 */
export function withRowLimit(query: Tokens, name: string): Tokens {
  const clauses = clausesOf(layoutOf(query)) ?? [];
  const second = clauses.findIndex((clause) => clause.name === "set");
  const readsItself = tokensOf(clauses.slice(Math.max(second, 0))).some(
    (token) => identifierOf(token) === name,
  );
  if (second <= 0 || clauses[0]?.name === "with" || !readsItself) return query;
  const key = createHash("sha256").update(textOf(query)).digest("hex").slice(0, 16);
  return segmentsOf(clauses).flatMap((segment, index) =>
    withCondition(segment, `pg_catalog."~recursion_${index === 0 ? "begins" : "goes_on"}"('${key}')`),
  );
}
