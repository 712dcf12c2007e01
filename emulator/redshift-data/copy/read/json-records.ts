import { afterLines } from "./csv-records";
import { PathProblem, type RecordPath, valueOnPath } from "./json-paths";
import { fieldOf, JsonProblem, type JsonValue, jsonValues, membersOf } from "./json-scanner";
import type { LoadProblem, RawValue, RecordPlace, RecordSink } from "./record-sink";

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

/**
 * Reads objects and arrays of JSON, one after the other, as records, behind so many lines (IGNOREHEADER). What stands between them is
 * an error each time ("JSON data file"); behind a record that is not closed a file is not read on.
 */
export function readJsonRecords(
  text: string,
  { headerLines }: { readonly headerLines: number },
  columns: readonly JsonColumn[],
  shredding: JsonShredding,
  sink: RecordSink,
): void {
  let line = 1;
  let counted = 0;
  /** A record stands in the line in which it ends ("JSON data file"). */
  const placeOf = (end: number, raw: () => string) => {
    for (let at = text.indexOf("\n", counted); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) {
      line++;
      counted = at + 1;
    }
    return { line, raw };
  };
  let read = afterLines(text, headerLines);
  const refuse = (start: number, end: number) =>
    sink.refused(
      WRONG_RECORD,
      placeOf(start, () => text.slice(start, Math.min(end, start + 1024))),
    );
  try {
    for (const { value, start, end } of jsonValues(text, read)) {
      read = end;
      if (value === undefined) refuse(start, end);
      else {
        readJsonValue(
          value,
          columns,
          shredding,
          placeOf(end, () => value.text),
          sink,
        );
      }
    }
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    refuse(read + Math.max(0, text.slice(read).search(/\S/)), text.length);
  }
}

/** Reads one record. */
export function readJsonValue(
  value: JsonValue,
  columns: readonly JsonColumn[],
  shredding: JsonShredding,
  place: RecordPlace,
  sink: RecordSink,
): void {
  if (value.text.length > MAX_BYTES) {
    sink.refused({ code: 1224, reason: "JSON object exceeds the limit of 4 MB" }, place);
    return;
  }
  try {
    sink.row(fieldsOf(value, columns, shredding), place);
  } catch (error) {
    if (error instanceof PathProblem) sink.refused(error.problem, place);
    else if (error instanceof JsonProblem) sink.refused(WRONG_RECORD, place);
    else throw error;
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
