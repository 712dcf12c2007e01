import { isJson } from "../../../aws/json";
import type { SqlParameter } from "../../../redshift-data/client/data-api";
import { plainNumber } from "../../../redshift-data/statement/plain-number";
import type { FieldReader } from "./field-reader";

const NAME = /^[0-9a-zA-Z_]+$/;

/**
 * The event's `parameters` (name → string, number or boolean) in the Data API's form, where every value is text that
 * the engine casts. Problems, which never show a value, go to the reader.
 *
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_SqlParameter.html
 */
export function readParameters(reader: FieldReader): SqlParameter[] {
  const value = reader.raw("parameters");
  if (value === undefined) return [];
  if (!isJson(value)) {
    reader.refuse("parameters is not an object, expected name → string, number or boolean");
    return [];
  }
  const parameters: SqlParameter[] = [];
  for (const [name, raw] of Object.entries(value)) {
    const path = () => `parameters[${reader.quote(name)}]`;
    if (!NAME.test(name)) {
      reader.refuse(() => `the name of ${path()} is malformed, expected letters, digits and _`);
    }
    const problem = valueProblem(raw);
    if (problem !== undefined) reader.refuse(() => `${path()} is ${problem}`);
    else parameters.push({ name, value: plainText(raw as string | number | boolean) });
  }
  return parameters;
}

function valueProblem(value: unknown): string | undefined {
  if (value === null) {
    return "null, which the Data API cannot send; write NULL in the SQL, or send a mark and use NULLIF(:name, 'mark')";
  }
  if (value === "") return "empty text, which the Data API cannot send; write '' in the SQL";
  if (typeof value === "number") {
    if (!Number.isFinite(value))
      return "not finite, expected a finite number; send 'NaN' or 'Infinity' as text";
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return "a number beyond 2^53-1, which JSON readers round; send its digits as text";
    }
    return undefined;
  }
  if (typeof value === "string" || typeof value === "boolean") return undefined;
  return `${Array.isArray(value) ? "an array" : `of type ${typeof value}`}, expected a string, number or boolean`;
}

function plainText(value: string | number | boolean): string {
  return typeof value === "number" ? plainNumber(value) : String(value);
}
