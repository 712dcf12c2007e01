import { type RecordPath, valueOnPath } from "./json-paths";
import { fieldOf, JsonProblem, type JsonValue, jsonValues, membersOf } from "./json-scanner";
import type { LoadProblem, RawValue, RecordSink } from "./record-sink";

/** A column as its values are found. */
export interface JsonColumn {
  readonly name: string;
  /** It takes any value as it is. */
  readonly isSuper: boolean;
}

/** How the values of a record find their columns. */
export type JsonShredding =
  | { readonly by: "name"; readonly ignoresCase: boolean }
  | { readonly by: "paths"; readonly paths: readonly RecordPath[] }
  | { readonly by: "nothing" };

const WRONG_RECORD: LoadProblem = { code: 1224, reason: "Invalid value." };

/** Longest object ("COPY from JSON format"). */
const MAX_BYTES = 4 * 1024 * 1024;

/** Reads objects and arrays of JSON, one after the other, as records. A file that is broken is not read on. */
export function readJsonRecords(
  text: string,
  columns: readonly JsonColumn[],
  shredding: JsonShredding,
  sink: RecordSink,
): void {
  let line = 1;
  let counted = 0;
  const placeOf = (start: number, value?: JsonValue) => {
    for (let at = text.indexOf("\n", counted); at !== -1 && at < start; at = text.indexOf("\n", at + 1)) {
      line++;
      counted = at + 1;
    }
    return { line, raw: () => value?.text ?? text.slice(start, start + 1024) };
  };
  let end = 0;
  try {
    for (const { value, start } of jsonValues(text)) {
      end = start + value.text.length;
      const place = placeOf(start, value);
      if (value.text.length > MAX_BYTES) {
        sink.refused({ code: 1224, reason: "JSON object exceeds the limit of 4 MB" }, place);
        continue;
      }
      try {
        sink.row(fieldsOf(value, columns, shredding), place);
      } catch (error) {
        if (!(error instanceof JsonProblem)) throw error;
        sink.refused(WRONG_RECORD, place);
      }
    }
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    sink.refused(WRONG_RECORD, placeOf(end + Math.max(0, text.slice(end).search(/\S/))));
  }
}

function fieldsOf(
  value: JsonValue,
  columns: readonly JsonColumn[],
  shredding: JsonShredding,
): readonly RawValue[] {
  switch (shredding.by) {
    case "nothing":
      return [value.text];
    case "paths":
      return shredding.paths.map((path, at) =>
        fieldOf(valueOnPath(value, path), columns[at]?.isSuper ?? false),
      );
    case "name": {
      if (value.kind !== "object") throw new JsonProblem("no object");
      const members = membersOf(value);
      const { ignoresCase } = shredding;
      const named = ignoresCase
        ? new Map([...members].map(([name, member]) => [name.toLowerCase(), member]))
        : members;
      return columns.map(({ name, isSuper }) =>
        fieldOf(named.get(ignoresCase ? name.toLowerCase() : name), isSuper),
      );
    }
  }
}
