import { refused, runs, runsBlock, type Translation } from "../dialect/translation";
import { lackError } from "../refusals/lack";
import { stringLiteral } from "../sql-text";
import { ClauseReader, refusedAt } from "./clause-reader";
import type { StatementRule } from "./statement-rule";
import { TokenEdits } from "./token-edits";

/** Nothing to do, but for looking whether the relation is there. */
export function nothingTo(relation: string | undefined): Translation {
  const look = relation === undefined ? "NULL;" : `PERFORM ${stringLiteral(relation)}::regclass;`;
  return runsBlock(look);
}

/**
 * TRUNCATE commits the transaction in which it is run.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html
 */
export const truncate: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("truncate")) return undefined;
  reader.take("table");
  // One table, and nothing behind it.
  if (reader.takeName() === undefined || !reader.isAtEnd) return refusedAt(reader);
  return { ...runs(statement.tokens), commits: true };
};

/**
 * VACUUM: the engine needs none of its forms.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_VACUUM_command.html
 */
export const vacuum: StatementRule = (statement, { isInTransaction }) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("vacuum")) return undefined;
  if (isInTransaction) return refused("ERROR: VACUUM cannot run inside a transaction block");
  if (!reader.take("sort", "only") && !reader.take("delete", "only"))
    reader.takeOneOf("full", "reindex", "recluster");
  const relation = reader.takeName();
  if (reader.take("to")) {
    reader.takeAny();
    reader.take("percent");
  }
  reader.take("boost");
  return reader.isAtEnd ? nothingTo(relation) : refusedAt(reader);
};

/**
 * ANALYZE: which columns it looks at changes nothing.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_ANALYZE.html
 */
export const analyze: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  if (reader.takeOneOf("analyze", "analyse") === undefined) return undefined;
  if (reader.isAt("compression"))
    return refused(lackError("ANALYZE COMPRESSION", "Leave the encodings to Redshift: ENCODE AUTO."));
  const edits = new TokenEdits(reader);
  reader.take("verbose");
  reader.takeName();
  reader.takeGroup();
  const from = reader.place;
  if (reader.take("predicate", "columns") || reader.take("all", "columns"))
    edits.drop({ from, to: reader.place });
  return runs(edits.apply());
};
