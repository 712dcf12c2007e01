import { sqlOf } from "../sql-layout";
import type { CallRule, WordRule } from "./call-writer";

/** A decimal without precision holds no digits after the point. */
const decimal: WordRule = (position, statement) => {
  const isCast = statement.text(position - 1) === "::";
  const isEndOfCast = statement.word(position - 1) === "as" && statement.text(position + 1) === ")";
  if ((!isCast && !isEndOfCast) || statement.text(position + 1) === "(") return undefined;
  return { tokens: sqlOf("numeric(18, 0)"), last: position };
};

/** The engine has no NVARCHAR; a cast to it is one to VARCHAR. */
const nvarchar: WordRule = (position, statement) => {
  const isCast = statement.text(position - 1) === "::";
  const isEndOfCast =
    statement.word(position - 1) === "as" && ["(", ")"].includes(statement.text(position + 1));
  return isCast || isEndOfCast ? { tokens: sqlOf("varchar"), last: position } : undefined;
};

/** DATETIME is a timestamp. */
const datetime: WordRule = (position, statement) => {
  const isCast = statement.text(position - 1) === "::";
  const isEndOfCast = statement.word(position - 1) === "as" && statement.text(position + 1) === ")";
  return isCast || isEndOfCast ? { tokens: sqlOf("timestamp"), last: position } : undefined;
};

/** VARBYTE is the engine's `bytea` under that name, and has no length. */
const varbyte: WordRule = (position, statement) => {
  const isSized = statement.text(position + 1) === "(" && statement.text(position + 3) === ")";
  const last = isSized ? position + 3 : position;
  const isCast = statement.text(position - 1) === "::";
  const isEndOfCast = statement.word(position - 1) === "as" && statement.text(last + 1) === ")";
  return isCast || isEndOfCast ? { tokens: sqlOf("varbyte"), last } : undefined;
};

const convert: CallRule = ({ close, args }, statement) => {
  const [type, value, ...others] = args;
  if (type === undefined || value === undefined || others.length > 0) return undefined;
  const [first, last] = type;
  const isDecimal = first === last && ["numeric", "decimal", "dec"].includes(statement.word(first));
  const isDatetime = first === last && statement.word(first) === "datetime";
  const known = isDecimal ? sqlOf("numeric(18, 0)") : isDatetime ? sqlOf("timestamp") : undefined;
  const written = known ?? statement.written(type);
  return { tokens: sqlOf("CAST(", statement.written(value), " AS ", written, ")"), last: close };
};

const array: CallRule = ({ position, close, args }, statement) => {
  if (["select", "with"].includes(statement.word(position + 2))) return undefined;
  const elements = args.flatMap((arg, index) =>
    sqlOf(index === 0 ? "" : ", ", "CAST(", statement.written(arg), " AS super)"),
  );
  return { tokens: sqlOf("pg_catalog.array(ARRAY[", elements, "]::super[])"), last: close };
};

/** What is looked for in an array of a SUPER is a SUPER too. */
const arraySearch: CallRule = ({ position, close, args }, statement) => {
  const [array, value, ...others] = args;
  if (array === undefined || value === undefined) return undefined;
  const rest = others.flatMap((other) => sqlOf(", ", statement.written(other)));
  const name = statement.word(position);
  const [written, sought] = [statement.written(array), statement.written(value)];
  return { tokens: sqlOf(`${name}(`, written, ", CAST(", sought, " AS super)", rest, ")"), last: close };
};

const object: CallRule = ({ close, args }, statement) => {
  const [keys, values] = [0, 1].map((rest) =>
    args
      .filter((_, index) => index % 2 === rest)
      .flatMap((arg, index) =>
        sqlOf(
          index === 0 ? "" : ", ",
          "CAST(",
          statement.written(arg),
          rest === 0 ? " AS text)" : " AS super)",
        ),
      ),
  );
  if (keys === undefined || values === undefined || args.length % 2 === 1) return undefined;
  return { tokens: sqlOf("object(ARRAY[", keys, "]::text[], ARRAY[", values, "]::super[])"), last: close };
};

/** Types in casts, and values that are made of any number of others. */
export const TYPE_CALLS: readonly (readonly [string, CallRule])[] = [
  ["convert", convert],
  ["array", array],
  ["object", object],
  ["array_contains", arraySearch],
  ["array_position", arraySearch],
  ["array_positions", arraySearch],
];

/** Types that mean another one in the engine, or none. */
export const CAST_TYPE_WORDS: readonly (readonly [string, WordRule])[] = [
  ["nvarchar", nvarchar],
  ["datetime", datetime],
  ["varbyte", varbyte],
  ["varbinary", varbyte],
  ["numeric", decimal],
  ["decimal", decimal],
  ["dec", decimal],
];
