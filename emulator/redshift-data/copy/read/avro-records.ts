import { types } from "avsc";
import type { StatementNumbers } from "../error-detail";
import { type AvroValue, avroRecords } from "./avro-container";
import { type JsonColumn, type JsonShredding, readJsonValue } from "./json-records";
import { scannedValue } from "./json-scanner";
import type { RecordSink } from "./record-sink";

/**
 * Reads the records of an Avro file as JSON is read: what is no number, text, truth value or NULL is loaded as text of JSON ("AVRO" in
 * "Data format parameters").
 *
 * @throws StatementFailure when the file cannot be read
 */
export function readAvro(
  bytes: Buffer,
  columns: readonly JsonColumn[],
  shredding: JsonShredding,
  numbers: StatementNumbers,
  sink: RecordSink,
): void {
  let line = 0;
  for (const record of avroRecords(bytes, numbers)) {
    line++;
    const value = scannedValue(jsonText(record));
    readJsonValue(value, columns, shredding, { line, raw: () => value.text }, sink);
  }
}

/** Numbers keep their digits, an enum is its name, bytes are the characters of their numbers, as in Avro's own encoding in JSON. */
function jsonText({ type, value }: AvroValue): string {
  if (value === null) return "null";
  if (type instanceof types.WrappedUnionType) {
    const [branch] = Object.entries(Object(value));
    const named = type.types.find((one) => one.branchName === branch?.[0]);
    return branch === undefined || named === undefined ? "null" : jsonText({ type: named, value: branch[1] });
  }
  if (type instanceof types.RecordType) {
    const record: Readonly<Record<string, unknown>> = Object(value);
    return membersText(
      type.fields.map(({ name, type: field }) => [name, { type: field, value: record[name] }]),
    );
  }
  if (type instanceof types.MapType) {
    const members: readonly (readonly [string, unknown])[] = Object.entries(Object(value));
    return membersText(members.map(([name, member]) => [name, { type: type.valuesType, value: member }]));
  }
  if (Array.isArray(value) && type instanceof types.ArrayType) {
    return `[${value.map((item: unknown) => jsonText({ type: type.itemsType, value: item })).join(",")}]`;
  }
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("latin1"));
  // JSON has no number that is none, or infinite.
  if (typeof value === "string" || (typeof value === "number" && !Number.isFinite(value))) {
    return JSON.stringify(String(value));
  }
  return String(value);
}

function membersText(members: readonly (readonly [string, AvroValue])[]): string {
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`).join(",")}}`;
}
