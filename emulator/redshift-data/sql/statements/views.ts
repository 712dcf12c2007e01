import { CALLER_SCHEMA_SETTING } from "../catalogue/keeping-place-sql";
import { refused, runs, runsAndKeeps, runsBlock } from "../dialect/translation";
import { identifierName, stringLiteral } from "../sql-text";
import { ClauseReader } from "./clause-reader";
import { nothingTo } from "./maintenance";
import { declaration, type RelationTraits } from "./relation-traits";
import type { StatementRule } from "./statement-rule";
import { takeTableAttributes } from "./table-attributes";
import { TokenEdits } from "./token-edits";

/**
 * Materialized views: the engine has them, without Redshift's attributes.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html
 */
export const materializedView: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  const edits = new TokenEdits(reader);
  if (reader.take("refresh", "materialized", "view")) {
    reader.takeName();
    const from = reader.place;
    reader.takeOneOf("cascade", "restrict");
    edits.drop({ from, to: reader.place });
    return runs(edits.apply());
  }
  if (!reader.take("create", "materialized", "view")) return undefined;
  const name = reader.takeName();
  if (name === undefined) return undefined;
  const traits: RelationTraits = {};
  takeTableAttributes(reader, edits, traits);
  reader.takeGroup();
  takeTableAttributes(reader, edits, traits);
  return runsAndKeeps(edits.apply(), declaration(name, traits));
};

/** Names behind FROM and JOIN that are neither qualified nor made by WITH. */
function hasUnqualifiedName(reader: ClauseReader, from: number, to: number): boolean {
  const made = new Set<string>();
  for (let place = from; place < to; place++) {
    reader.place = place;
    if (reader.word(1) === "as" && reader.text(2) === "(") made.add(identifierName(reader.text()));
  }
  for (let place = from; place < to; place++) {
    reader.place = place;
    if (reader.takeOneOf("from", "join") === undefined) continue;
    const name = reader.takeName();
    const isRead =
      name !== undefined && !["select", "lateral", "unnest"].includes(name) && reader.text() !== "(";
    if (isRead && !name.includes(".") && !name.startsWith('"#') && !made.has(identifierName(name)))
      return true;
  }
  return false;
}

/**
 * Views that look their columns up when they are used. Where one stands in a statement, it is made anew before.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
 */
export const lateBindingView: StatementRule = (statement, { user }) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("create")) return undefined;
  const isReplaced = reader.take("or", "replace");
  if (!reader.take("view")) return undefined;
  const name = reader.takeName();
  const columns = reader.takeGroup();
  if (name === undefined || !reader.take("as")) return undefined;
  const from = reader.place;
  const { length } = reader.solid;
  const end = reader.solid[length - 1]?.text === ";" ? length - 1 : length;
  reader.place = end - 4;
  if (reader.place <= from || !reader.isAt("with", "no", "schema", "binding")) return undefined;
  const query = reader.textOf({ from, to: end - 4 });
  if (hasUnqualifiedName(reader, from, end - 4))
    return refused(
      "ERROR: All the relation names inside should be qualified when creating views with no schema binding.",
    );
  const qualified = name.includes(".")
    ? stringLiteral(name)
    : `pg_catalog.quote_ident(pg_catalog.current_setting('${CALLER_SCHEMA_SETTING}')) || ${stringLiteral(`.${name}`)}`;
  const list = columns === undefined ? "" : `(${reader.textOf(columns)})`;
  const values = [
    qualified,
    stringLiteral(list),
    stringLiteral(query),
    String(isReplaced),
    stringLiteral(user),
  ];
  const block = runsBlock(`PERFORM pg_internal.create_late_view(${values.join(", ")});`);
  const withAllRights = `CREATE VIEW ${name} ${list} AS ${query}`;
  return { ...block, withAllRights };
};

/**
 * COMMENT ON DATABASE: the engine's one has another name than the link's.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_COMMENT.html
 */
export const commentOnDatabase: StatementRule = (statement) =>
  new ClauseReader(statement).isAt("comment", "on", "database") ? nothingTo(undefined) : undefined;
