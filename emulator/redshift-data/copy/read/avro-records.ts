import type { StatementNumbers } from "../error-detail";
import { avroRecords } from "./avro-container";
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
  for (const text of avroRecords(bytes, numbers)) {
    line++;
    const value = scannedValue(text);
    readJsonValue(value, columns, shredding, { line, raw: () => value.text }, sink);
  }
}
