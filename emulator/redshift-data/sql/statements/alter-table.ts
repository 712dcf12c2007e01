import { refused, runs, runsAndKeeps, runsBlock, type Translation } from "../dialect/translation";
import { lackError } from "../refusals/lack";
import { syntaxErrorAt } from "../refusals/syntax-error";
import { identifierName, stringLiteral } from "../sql-text";
import { ClauseReader, refusedAt } from "./clause-reader";
import { readColumn, readTableConstraint, refusedColumn } from "./column-definitions";
import { readType } from "./column-types";
import { declaration, type RelationTraits } from "./relation-traits";
import type { StatementRule } from "./statement-rule";
import { readTableAttribute } from "./table-attributes";
import { TokenEdits } from "./token-edits";

interface Alteration {
  readonly reader: ClauseReader;
  readonly edits: TokenEdits;
  readonly table: string;
  readonly isInTransaction: boolean;
}

/** What is only declared: nothing of it reaches the engine. */
function declares(table: string, traits: RelationTraits): Translation {
  const perform = (declaration(table, traits) ?? "SELECT NULL").replace(/^SELECT/, "PERFORM");
  return runsBlock(`${perform};`);
}

function addColumn(alteration: Alteration): Translation {
  const { reader, edits, table } = alteration;
  reader.take("column");
  if (reader.isAt("if")) return refusedAt(alteration.reader);
  const traits: RelationTraits = {};
  const end = reader.solid.length;
  const { place } = reader;
  reader.skipTo("not");
  const isNotNull = reader.isAt("not", "null");
  reader.place = place;
  reader.skipTo("default");
  const hasDefault = reader.isAt("default");
  reader.place = place;
  if (reader.items({ from: place, to: end }).length > 1) return refused(syntaxErrorAt(","));
  const reason = readColumn({ reader, edits, traits, table }, end);
  if (reason !== undefined) return refusedColumn(reason);
  if (isNotNull && !hasDefault)
    return refused(
      "ERROR: ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression",
    );
  return runsAndKeeps(edits.apply(), declaration(table, traits));
}

function add(alteration: Alteration): Translation {
  const { reader, edits, table } = alteration;
  const traits: RelationTraits = {};
  const constraint = readTableConstraint({ reader, edits, traits, table });
  if (typeof constraint === "string") return refused(constraint);
  return constraint ? declares(table, traits) : addColumn(alteration);
}

/** `ALTER COLUMN c TYPE …` or `ALTER COLUMN c ENCODE …`, with more of the latter behind commas. */
function alterColumn(alteration: Alteration): Translation {
  const { reader, edits, table, isInTransaction } = alteration;
  const column = identifierName(reader.takeAny());
  if (reader.take("type")) {
    if (isInTransaction)
      return refused("ERROR: ALTER TABLE ALTER COLUMN cannot run inside a transaction block");
    const isVarchar =
      ["varchar", "nvarchar", "text"].includes(reader.word()) || reader.isAt("character", "varying");
    if (!isVarchar) return refused("ERROR: ALTER COLUMN TYPE is supported for columns of type VARCHAR only");
    const error = readType(reader, edits, `${table}.${column}`);
    return error === undefined ? runs(edits.apply()) : refused(error);
  }
  if (!reader.take("encode")) return refusedAt(alteration.reader);
  const encodings: Record<string, string> = { [column]: reader.takeAny().toLowerCase() };
  while (reader.text() === ",") {
    reader.place++;
    if (!reader.take("alter")) return refusedAt(alteration.reader);
    reader.take("column");
    const next = identifierName(reader.takeAny());
    if (!reader.take("encode")) return refusedAt(alteration.reader);
    encodings[next] = reader.takeAny().toLowerCase();
  }
  return declares(table, { encodings });
}

/** A key or a style, which is only declared. @returns whether there is one */
function readKey(reader: ClauseReader, traits: RelationTraits): boolean {
  if (!reader.take("distkey") && !reader.take("diststyle", "key", "distkey"))
    return readTableAttribute(reader, traits);
  Object.assign(traits, { distStyle: "key", distKey: identifierName(reader.takeAny()) });
  return true;
}

function alter(alteration: Alteration): Translation {
  const { reader, table } = alteration;
  if (reader.take("column")) return alterColumn(alteration);
  const traits: RelationTraits = {};
  if (!readKey(reader, traits)) return alterColumn(alteration);
  while (reader.text() === ",") {
    reader.place++;
    if (!reader.take("alter") || !readKey(reader, traits)) return refusedAt(reader);
  }
  return reader.isAtEnd ? declares(table, traits) : refusedAt(reader);
}

/** @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE_APPEND.html */
function append({ reader, table, isInTransaction }: Alteration): Translation {
  if (isInTransaction) return refused("ERROR: ALTER TABLE APPEND cannot run inside a transaction block");
  const source = reader.take("from") ? reader.takeName() : undefined;
  if (source === undefined) return refusedAt(reader);
  const mode = reader.takeOneOf("ignoreextra", "filltarget") ?? "";
  if (!reader.isAtEnd) return refusedAt(reader);
  const tables = [table, source].map((name) => `${stringLiteral(name)}::regclass`).join(", ");
  return runsBlock(`PERFORM pg_internal.append(${tables}, '${mode}');`);
}

/** `ADD [IF NOT EXISTS] PARTITION (…)`, `DROP PARTITION (…)` of an external table. */
function isPartition(reader: ClauseReader): boolean {
  return [["add"], ["add", "if", "not", "exists"], ["drop"]].some((words) =>
    reader.isAt(...words, "partition"),
  );
}

/**
 * ALTER TABLE: what the engine has not is kept beside it.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
 */
export const alterTable: StatementRule = (statement, { isInTransaction }) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("alter", "table")) return undefined;
  const table = reader.takeName();
  if (table === undefined) return undefined;
  const alteration = { reader, edits: new TokenEdits(reader), table, isInTransaction };
  if (reader.take("append")) return append(alteration);
  if (isPartition(reader)) return refused(lackError("ALTER TABLE … PARTITION", "Make a plain table."));
  if (reader.take("add")) return add(alteration);
  if (reader.take("alter")) return alter(alteration);
  if (reader.isAt("row", "level")) return refused(lackError("ROW LEVEL SECURITY", "Grant a view."));
  if (reader.isAt("set") || reader.isAt("partition") || reader.isAt("masking"))
    return refused(lackError(`ALTER TABLE … ${reader.word().toUpperCase()}`, "Make a plain table."));
  if (!reader.take("drop")) return undefined;
  if (reader.isAt("constraint")) return runs(statement.tokens);
  const pruned = `SELECT pg_internal.prune(${stringLiteral(table)}::regclass)`;
  return runsAndKeeps(statement.tokens, pruned);
};

/** @see https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_MATERIALIZED_VIEW.html */
export const alterMaterializedView: StatementRule = (statement) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("alter", "materialized", "view")) return undefined;
  const view = reader.takeName();
  if (view === undefined) return undefined;
  const traits: RelationTraits = {};
  if (reader.isAt("auto", "refresh")) readTableAttribute(reader, traits);
  else if (reader.take("alter")) {
    readKey(reader, traits);
  } else return undefined;
  return declares(view, traits);
};
