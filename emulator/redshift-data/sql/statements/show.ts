import type { DialectSession } from "../dialect/dialect-session";
import { refused, runsOwn, type Translation } from "../dialect/translation";
import { quotedIdentifier } from "../quoted-identifier";
import { lackError } from "../refusals/lack";
import { identifierName, identifierNames, stringLiteral } from "../sql-text";
import { ClauseReader, refusedAt } from "./clause-reader";
import { procedureArguments } from "./routines/procedure-names";
import type { StatementRule } from "./statement-rule";

const ONE_DATABASE = "All databases of a warehouse show the same tables here.";

/** What a list is limited to: `LIKE 'pattern'` on its last name, `LIMIT n`. */
function rest(reader: ClauseReader, nameColumn: string): { where: string; limit: string } | undefined {
  const where = reader.take("like") ? ` AND ${nameColumn} LIKE ${reader.takeAny()}` : "";
  const limit = reader.take("limit") ? ` LIMIT ${reader.takeAny()}` : "";
  return reader.isAtEnd ? { where, limit } : undefined;
}

interface List {
  readonly columns: string;
  readonly view: string;
  readonly nameColumn: string;
  readonly order: string;
}

const DATABASES: List = {
  columns:
    "database_name, database_owner, database_type, database_acl, NULL::text AS parameters, database_isolation_level",
  view: "svv_redshift_databases",
  nameColumn: "database_name",
  order: "1",
};
const SCHEMAS: List = {
  columns:
    "database_name, schema_name, schema_owner, schema_type, schema_acl, source_database, schema_option",
  view: "svv_all_schemas",
  nameColumn: "schema_name",
  order: "2",
};
const TABLES: List = { columns: "*", view: "svv_all_tables", nameColumn: "table_name", order: "3" };
const COLUMNS: List = {
  columns:
    'database_name, schema_name, table_name, column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, remarks, sort_key_type, sort_key, dist_key, encoding, "collation"',
  view: "svv_all_columns",
  nameColumn: "column_name",
  order: "5",
};

function list(
  reader: ClauseReader,
  { columns, view, nameColumn, order }: List,
  conditions: string,
): Translation {
  const read = rest(reader, nameColumn);
  if (read === undefined) return refusedAt(reader);
  const from = `pg_catalog.${view} WHERE ${conditions}${read.where}`;
  return runsOwn(`SELECT ${columns} FROM ${from} ORDER BY ${order}${read.limit}`);
}

/** What Redshift shows besides. */
const OTHERS: readonly string[] = [
  ...["column grants", "constraints", "datashares", "external table", "functions from", "model", "models"],
  ...["parameters of", "policies", "procedures from", "template", "templates"],
];

/** A name of the link's own database without it; nothing for one of another database. */
function ownParts(name: string, length: number, { database }: DialectSession): readonly string[] | undefined {
  const parts = identifierNames(name);
  if (parts.length <= length) return parts;
  return parts[0] === database ? parts.slice(1) : undefined;
}

function otherDatabase(what: string): Translation {
  return refused(lackError(`${what} of another database`, ONE_DATABASE));
}

const DDL: Readonly<Record<"table" | "view", readonly [label: string, ddl: string]>> = {
  table: ["Show Table DDL statement", "table_ddl"],
  view: ["Show View DDL statement", "view_ddl"],
};

function showDdl(
  reader: ClauseReader,
  kind: "table" | "view" | "procedure",
  session: DialectSession,
): Translation | undefined {
  const name = reader.takeName();
  if (name === undefined) return undefined;
  const parts = ownParts(name, 2, session);
  if (parts === undefined) return otherDatabase(`SHOW ${kind.toUpperCase()}`);
  const own = parts.map(quotedIdentifier).join(".");
  if (kind === "procedure") {
    const named = procedureArguments(reader, own, reader.takeGroup());
    return runsOwn(`SELECT pg_internal.procedure_ddl(${named}) AS "Stored Procedure Definition"`);
  }
  const [label, ddl] = DDL[kind];
  return runsOwn(`SELECT pg_internal.${ddl}(${stringLiteral(own)}::regclass) AS "${label}"`);
}

function showGrants(reader: ClauseReader, session: DialectSession): Translation {
  const columns =
    "pg_internal.database() AS database_name, namespace_name AS schema_name, relation_name AS object_name, 'TABLE'::text AS object_type, privilege_type, identity_id, identity_name, identity_type, admin_option, privilege_scope, grantor_name";
  const privileges = (where: string): Translation =>
    runsOwn(`SELECT ${columns} FROM pg_catalog.svv_relation_privileges WHERE ${where} ORDER BY 2, 3, 7, 5`);
  if (reader.take("for")) {
    const isRole = reader.take("role");
    const name = identifierName(reader.takeAny());
    return privileges(
      `identity_name = ${stringLiteral(name)} AND identity_type = '${isRole ? "role" : name === "public" ? "public" : "user"}'`,
    );
  }
  if (!reader.take("on")) return refusedAt(reader);
  if (reader.take("schema")) {
    const [schema = ""] = ownParts(reader.takeAny(), 1, session) ?? [];
    return runsOwn(
      `SELECT pg_internal.database() AS database_name, namespace_name AS schema_name, privilege_type, identity_id, identity_name, identity_type, admin_option, privilege_scope FROM pg_catalog.svv_schema_privileges WHERE namespace_name = ${stringLiteral(schema)} ORDER BY 5, 3`,
    );
  }
  if (reader.isAt("database") || reader.isAt("function"))
    return refused(
      lackError(`SHOW GRANTS ON ${reader.word().toUpperCase()}`, "Ask svv_relation_privileges."),
    );
  reader.take("table");
  const parts = ownParts(reader.takeName() ?? "", 2, session);
  if (parts === undefined) return otherDatabase("SHOW GRANTS");
  const table = parts.map(quotedIdentifier).join(".");
  return privileges(
    `(namespace_name, relation_name) = (SELECT relnamespace::regnamespace::text, relname::text FROM pg_catalog.pg_class WHERE oid = ${stringLiteral(table)}::regclass)`,
  );
}

/**
 * SHOW of what the catalogue has; SHOW of a parameter is the engine's.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html
 */
export const show: StatementRule = (statement, session) => {
  const reader = new ClauseReader(statement);
  if (!reader.take("show")) return undefined;
  if (reader.take("databases")) return list(reader, DATABASES, "true");
  if (reader.take("schemas")) {
    reader.take("from");
    reader.take("database");
    const database = reader.isAt("like") || reader.isAt("limit") ? undefined : reader.takeName();
    const isOther = database !== undefined && identifierName(database) !== session.database;
    return isOther ? otherDatabase("SHOW SCHEMAS") : list(reader, SCHEMAS, "true");
  }
  if (reader.take("tables", "from", "schema")) {
    const parts = ownParts(reader.takeName() ?? "", 1, session);
    if (parts === undefined) return otherDatabase("SHOW TABLES");
    return list(reader, TABLES, `schema_name = ${stringLiteral(parts.at(-1) ?? "")}`);
  }
  if (reader.take("columns", "from", "table")) {
    const parts = ownParts(reader.takeName() ?? "", 2, session);
    if (parts === undefined) return otherDatabase("SHOW COLUMNS");
    const [schema, table] = parts.length > 1 ? parts : [undefined, parts[0]];
    const inSchema = schema === undefined ? "any (current_schemas(false)::text[])" : stringLiteral(schema);
    return list(reader, COLUMNS, `schema_name = ${inSchema} AND table_name = ${stringLiteral(table ?? "")}`);
  }
  if (reader.take("grants")) return showGrants(reader, session);
  const other = OTHERS.find((words) => reader.isAt(...words.split(" ")));
  if (other !== undefined)
    return refused(
      lackError(`SHOW ${other.toUpperCase()}`, "Ask the system views: svv_…, information_schema."),
    );
  for (const kind of ["table", "view", "procedure"] as const)
    if (reader.take(kind)) return showDdl(reader, kind, session);
  return undefined;
};
