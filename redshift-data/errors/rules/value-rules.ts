import { engineSays } from "../../../aws/failure/own-words";
import type { ErrorRule } from "../error-rule";

/** Values that do not fit where the statement puts them. */
export const valueRules: readonly ErrorRule[] = [
  {
    code: "VALUE_INVALID",
    summary: "a value is longer than its column or type",
    phases: ["sql"],
    says: engineSays(
      "value too long for (?:character )?type",
      "(?:String|Char) length exceeds DDL length",
      "[a-z ]{0,40}length exceeds ",
    ),
    advice: () =>
      "shorten the value or widen the column; Redshift counts bytes, of which a character may have four",
  },
  {
    code: "VALUE_INVALID",
    summary: "a number or a date is out of the range of its type",
    phases: ["sql"],
    says: engineSays(
      '(?:value "" is )?[a-z/ ]{0,60}out of range',
      "numeric field overflow",
      "[a-z]+ data overflow",
      "[a-z ]{0,40}\\boverflow\\b",
    ),
    advice: () => "cast to a larger type before the operation, for example to BIGINT or DECIMAL(38, 4)",
  },
  {
    code: "VALUE_INVALID",
    summary: "the statement divides by zero",
    phases: ["sql"],
    says: engineSays("division by zero", "divide by zero"),
    advice: () => "write NULLIF(divisor, 0)",
  },
  {
    code: "VALUE_INVALID",
    summary: "NULL is written to a column that takes none",
    phases: ["sql"],
    says: engineSays(
      "Cannot insert a NULL value into column",
      "null value in column .+ violates not-null constraint",
      "Missing data for not-null field",
    ),
    advice: () => "give the column a value or a DEFAULT",
  },
  {
    code: "VALUE_INVALID",
    summary: "a value cannot be read as the type that is asked of it",
    phases: ["sql"],
    says: engineSays(
      "invalid input syntax for ",
      "invalid digit, ",
      "invalid (?:date|time|timestamp|timestamptz|boolean|exponent|character|UTF-8|byte sequence|hexadecimal)\\b",
      'invalid value "" for ',
      "date/time field value ",
      "Error converting text to ",
      "Multibyte character not supported for CHAR",
      "String contains invalid or unsupported UTF-?8",
      "cannot cast type ",
      "column .+ is of type .+ but expression is of type ",
    ),
    advice: () =>
      "correct the value, or cast it (:name::date); a parameter is text, and the engine reads it as the type of its place",
  },
];
