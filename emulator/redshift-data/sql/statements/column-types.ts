import type { ClauseReader, PlaceRange } from "./clause-reader";
import type { TokenEdits } from "./token-edits";

const MAX_VARCHAR_BYTES = 65_535;
const MAX_CHAR_BYTES = 4096;
const MAX_PRECISION = 38;

/** Lengths of types that have another one, or none, in the engine when none is given. */
const DEFAULT_LENGTHS: Readonly<Record<string, string>> = {
  varchar: "varchar(256)",
  nvarchar: "varchar(256)",
  text: "varchar(256)",
  bpchar: "char(256)",
  nchar: "char(1)",
  numeric: "numeric(18,0)",
  decimal: "numeric(18,0)",
  varbyte: "varbyte",
  varbinary: "varbyte",
};

/** Types that take a length or a precision, and their names in the engine. */
const SIZED: Readonly<Record<string, string>> = {
  varchar: "varchar",
  nvarchar: "varchar",
  bpchar: "char",
  nchar: "char",
  char: "char",
  character: "char",
  numeric: "numeric",
  decimal: "numeric",
  varbyte: "varbyte",
  varbinary: "varbyte",
};

/** Types of PostgreSQL 8 that no column of Redshift has (Database Developer Guide, "Unsupported PostgreSQL data types"). */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  ...["serial", "serial4", "bigserial", "serial8", "money", "bit", "varbit", "bytea", "inet", "cidr"],
  ...["macaddr", "point", "line", "lseg", "box", "path", "polygon", "circle", "regclass", "regproc"],
]);

/** Types that came to PostgreSQL after Redshift had left it. */
const UNKNOWN: ReadonlySet<string> = new Set([
  ...["uuid", "json", "jsonb", "xml", "hstore", "tsvector", "tsquery", "smallserial", "serial2", "int4range"],
  ...[
    "int8range",
    "numrange",
    "tsrange",
    "tstzrange",
    "daterange",
    "macaddr8",
    "pg_lsn",
    "jsonpath",
    "citext",
  ],
]);

function sizeError(type: string, size: string): string | undefined {
  const [first = 0] = size.split(",").map(Number);
  if (type === "varchar" && first > MAX_VARCHAR_BYTES)
    return `ERROR: length for type varchar cannot exceed ${MAX_VARCHAR_BYTES}`;
  if (type === "char" && first > MAX_CHAR_BYTES)
    return `ERROR: length for type char cannot exceed ${MAX_CHAR_BYTES}`;
  if (type === "numeric" && first > MAX_PRECISION)
    return `ERROR: NUMERIC precision ${size.split(",")[0]} must be between 1 and ${MAX_PRECISION}`;
  return undefined;
}

/** `character varying`, `national character`, `binary varying`: how many words they are, and the word that means the same. */
function longName(reader: ClauseReader): { readonly words: number; readonly name: string } {
  if (reader.isAt("character", "varying") || reader.isAt("char", "varying"))
    return { words: 2, name: "varchar" };
  if (reader.isAt("binary", "varying")) return { words: 2, name: "varbyte" };
  return { words: 1, name: reader.word() };
}

/**
 * Goes past the type of a column and gives it the engine's name and Redshift's length.
 *
 * @param column for the error: `table.column`
 * @returns why Redshift refuses the type
 * @see https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html
 */
export function readType(reader: ClauseReader, edits: TokenEdits, column: string): string | undefined {
  const from = reader.place;
  const { words, name } = longName(reader);
  reader.place += words;
  const size = reader.takeGroup();
  const isArray = reader.text() === "[" || reader.word() === "array";
  if (UNSUPPORTED.has(name) || isArray)
    return `ERROR: Column "${column}" has unsupported type "${name}${isArray ? "[]" : ""}".`;
  if (UNKNOWN.has(name)) return `ERROR: type "${name}" does not exist`;
  const span: PlaceRange = { from, to: reader.place };
  if (size === undefined) {
    const whole = DEFAULT_LENGTHS[name];
    if (whole !== undefined) edits.replace(span, whole);
    return undefined;
  }
  const sized = SIZED[name];
  if (sized === undefined) return undefined;
  const text = reader.textOf(size).replaceAll(/\s/g, "");
  edits.replace(span, sized === "varbyte" ? sized : `${sized}(${text})`);
  return sizeError(sized, text);
}
