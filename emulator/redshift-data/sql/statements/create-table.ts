import { runsAndKeeps } from "../dialect/translation";
import { identifierNames, stringLiteral } from "../sql-text";
import { ClauseReader, refusedAt } from "./clause-reader";
import { readDefinitions, refusedColumn } from "./column-definitions";
import { declaration, type RelationTraits } from "./relation-traits";
import type { StatementRule } from "./statement-rule";
import { takeTableAttributes } from "./table-attributes";
import { TokenEdits } from "./token-edits";

/** What CREATE TABLE of PostgreSQL takes behind the columns and Redshift does not. */
const FOREIGN_CLAUSES: ReadonlySet<string> = new Set([
  "inherits",
  "partition",
  "tablespace",
  "with",
  "on",
  "using",
]);

/**
 * CREATE TABLE and CREATE TABLE AS: what the engine has not is taken out and kept beside it; primary keys, unique and foreign
 * keys are declared and not enforced.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html
 */
export const createTable: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("create")) return undefined;
  const local = reader.place;
  const isLocal = reader.take("local");
  reader.takeOneOf("temp", "temporary");
  if (!reader.take("table")) return undefined;
  const edits = new TokenEdits(reader);
  if (isLocal) edits.drop({ from: local, to: local + 1 });
  const isOnlyIfNew = reader.take("if", "not", "exists");
  const name = reader.takeName();
  if (name === undefined) return undefined;
  const traits: RelationTraits = {};
  takeTableAttributes(reader, edits, traits);
  const group = reader.takeGroup();
  if (group !== undefined) {
    const after = reader.place;
    const table = identifierNames(name).at(-1) ?? name;
    const reason = readDefinitions({ reader, edits, traits, table }, group);
    if (reason !== undefined) return refusedColumn(reason);
    reader.place = after;
    takeTableAttributes(reader, edits, traits);
    if (FOREIGN_CLAUSES.has(reader.word())) return refusedAt(reader);
  }
  const source = group === undefined ? undefined : likeSource(reader, group);
  const copied = source === undefined ? undefined : copy(source, name);
  const declared = declaration(name, traits, isOnlyIfNew);
  return runsAndKeeps(edits.apply(), copied, declared);
};

/** The table of `LIKE`, whose distribution and sort keys the new one has too. */
function likeSource(reader: ClauseReader, group: { from: number; to: number }): string | undefined {
  for (const item of reader.items(group)) {
    reader.place = item.from;
    if (reader.take("like")) return reader.takeName();
  }
  return undefined;
}

function copy(source: string, name: string): string {
  const literal = (text: string) => `${stringLiteral(text)}::regclass`;
  return `SELECT pg_internal.copy_traits(${literal(source)}, ${literal(name)}, current_user)`;
}
