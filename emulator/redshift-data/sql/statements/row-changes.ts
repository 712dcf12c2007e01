import { refused, runs, runsOwn } from "../dialect/translation";
import { syntaxErrorAt } from "../refusals/syntax-error";
import { ClauseReader, refusedAt } from "./clause-reader";
import type { StatementRule } from "./statement-rule";
import { TokenEdits } from "./token-edits";

/**
 * DELETE without FROM.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html
 */
export const deleteRows: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  if (reader.isAt("with")) reader.skipTo("delete", "select", "insert", "update");
  if (!reader.take("delete") || reader.word() === "from") return undefined;
  const edits = new TokenEdits(reader);
  edits.insertBefore(reader.place, "FROM");
  return runs(edits.apply());
};

const CLAUSES = ["when", "remove"] as const;

/**
 * MERGE. `REMOVE DUPLICATES` takes the matching rows out and puts those of the source in; both other clauses must be there.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
 */
export const merge: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("merge")) return undefined;
  if (!reader.take("into")) return refusedAt(reader);
  const target = reader.takeName();
  if (target === undefined || !reader.take("using")) return refusedAt(reader);
  const source = reader.takeName();
  if (source === undefined) return refusedAt(reader);
  const isAliased = reader.take("as");
  const alias = isAliased || !reader.isAt("on") ? reader.takeName() : undefined;
  if (!reader.take("on")) return refusedAt(reader);
  const from = reader.place;
  reader.skipTo(...CLAUSES);
  const condition = reader.textOf({ from, to: reader.place });
  if (reader.take("remove", "duplicates")) {
    const named = alias ?? source.split(".").at(-1) ?? source;
    const relation = alias === undefined ? source : `${source} AS ${alias}`;
    return runsOwn(
      `DELETE FROM ${target} USING ${relation} WHERE ${condition}`,
      `INSERT INTO ${target} SELECT ${named}.* FROM ${relation}`,
    );
  }
  return mergeClauses(reader) ?? runs(statement.tokens);
};

function mergeClauses(reader: ClauseReader) {
  const matched: string[] = [];
  while (!reader.isAtEnd) {
    if (reader.take("when", "not", "matched")) matched.push("not");
    else if (reader.take("when", "matched")) matched.push("matched");
    // `WHEN MATCHED AND …` is PostgreSQL's.
    else return refusedAt(reader);
    if (!reader.take("then")) return refusedAt(reader);
    reader.place++;
    skipToClause(reader);
  }
  return matched.join() === "matched,not" ? undefined : refused(syntaxErrorAt(";"));
}

/** A clause begins at `WHEN [NOT] MATCHED`, not at the `WHEN` of a CASE. */
function skipToClause(reader: ClauseReader): void {
  while (!reader.isAtEnd && !reader.isAt("when", "matched") && !reader.isAt("when", "not", "matched")) {
    if (reader.takeGroup() === undefined) reader.place++;
  }
}
