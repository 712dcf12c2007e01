import type { LoadProblem, RawValue } from "../read/record-sink";
import type { Conversion } from "../statement/copy-statement";
import { dateConversion, timeConversion, timestampConversion } from "./moments";
import { booleanValue, decimalValue, floatValue, integerValue } from "./numbers";
import type { TargetColumn } from "./target-column";
import { invalidBytes, textValue, withoutInvalid } from "./texts";

/** A value of a file as the engine takes it; `null` is NULL. */
export type ColumnConverter = (value: RawValue) => string | null | LoadProblem;

const MISSING: LoadProblem = { code: 1213, reason: "Missing data for not-null field" };

type Parse = (value: string) => string | LoadProblem;

/**
 * How values of a file become those of a column.
 *
 * @param hasInvalid the file holds bytes that are not valid in its encoding
 */
export function columnConverter(
  column: TargetColumn,
  conversion: Conversion,
  hasInvalid: boolean,
): ColumnConverter {
  const { nullText, blanksAsNull, emptyAsNull, acceptsAnyDate } = conversion;
  const { isNullable, kind } = column;
  const none = isNullable ? null : MISSING;
  const parse = parserOf(column, conversion, hasInvalid);
  if (kind === "varchar" || kind === "bpchar") {
    return (value) => {
      if (value === null || value === nullText) return none;
      if (value === "" && emptyAsNull) return none;
      if (blanksAsNull && value.trim() === "" && value !== "") return none;
      return parse(value);
    };
  }
  const isMoment = kind === "date" || kind === "timestamp" || kind === "timestamptz";
  return (value) => {
    // Empty and blank fields of other types are always NULL (EMPTYASNULL, BLANKSASNULL).
    if (value === null || value === nullText || value === "" || value.trim() === "") return none;
    const parsed = parse(value);
    return isMoment && acceptsAnyDate && typeof parsed !== "string" ? none : parsed;
  };
}

function parserOf(column: TargetColumn, conversion: Conversion, hasInvalid: boolean): Parse {
  const { kind } = column;
  switch (kind) {
    case "int2":
    case "int4":
    case "int8":
      return (value) => integerValue(value, kind);
    case "numeric":
      return (value) => decimalValue(value, column, conversion.rounds);
    case "float4":
    case "float8":
      return (value) => floatValue(value, kind);
    case "bool":
      return booleanValue;
    case "date":
      return dateConversion(conversion.dateFormat);
    case "timestamp":
    case "timestamptz":
      return timestampConversion(conversion.timeFormat, kind === "timestamptz");
    case "time":
    case "timetz":
      return timeConversion(kind === "timetz");
    case "super":
      return (value) => (hasInvalid ? invalidBytes(value) : undefined) ?? superValue(value);
    case "varbyte":
      return (value) =>
        /^(?:[0-9a-f]{2})*$/i.test(value)
          ? `\\x${value}`
          : { code: 1216, reason: "Invalid hexadecimal value for VARBYTE" };
    case "varchar":
    case "bpchar":
    case "other": {
      const { replacesInvalid } = conversion;
      if (kind === "varchar" && replacesInvalid !== undefined)
        return (value) => textValue(withoutInvalid(value, replacesInvalid), column, conversion, false);
      return (value) =>
        textValue(value, kind === "other" ? { kind, length: 65_535 } : column, conversion, hasInvalid);
    }
  }
}

/** Redshift prints SUPER without spaces. */
const OUTSIDE_OF_STRINGS = /("[^"\\]*(?:\\[\s\S][^"\\]*)*")|\s+/g;

function superValue(value: string): string | LoadProblem {
  try {
    JSON.parse(value);
    return value.replace(OUTSIDE_OF_STRINGS, "$1");
  } catch {
    return { code: 1224, reason: "Error parsing JSON value for SUPER" };
  }
}
