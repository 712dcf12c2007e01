import { type ColumnConverter, columnConverter } from "./convert/column-converter";
import type { RowWriter } from "./convert/row-writer";
import type { TargetColumn } from "./convert/target-column";
import type { StatementNumbers } from "./error-detail";
import { readCsv } from "./read/csv-records";
import { decodeText, hasByteOrder } from "./read/decode-text";
import { readDelimited } from "./read/delimited-records";
import { readFixedWidth } from "./read/fixed-width-records";
import { type JsonColumn, type JsonShredding, readJsonRecords } from "./read/json-records";
import { readParquet } from "./read/parquet-records";
import { type RawValue, type RecordSink, WRONG_ENCODING } from "./read/record-sink";
import type { Conversion, CopyStatement } from "./statement/copy-statement";

/** NULL is no text in a format that has it. */
const NEVER_WRITTEN = "\0";

/** A file, decompressed. */
interface OpenFile {
  /** As messages name it. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Reads the records of a file into rows. @throws StatementFailure when the file as a whole cannot be read */
export async function readFile(
  { name, bytes }: OpenFile,
  columns: readonly TargetColumn[],
  statement: CopyStatement,
  shredding: JsonShredding,
  numbers: StatementNumbers,
  rows: RowWriter,
): Promise<void> {
  const { format, conversion, encoding } = statement;
  const filled = (missing: (column: TargetColumn) => RawValue) =>
    conversion.fillsRecords ? { missing: columns.map(missing) } : {};
  const binarySink = (settings: Conversion, hasInvalid: boolean) =>
    rows.sinkFor({
      file: name,
      converters: convertersOf(columns, settings, hasInvalid),
      ...filled(() => null),
      mayEndWithDelimiter: false,
    });
  if (format.kind === "parquet") {
    // Each of its values may hold bytes that are not valid.
    const sink = binarySink({ ...conversion, nullText: NEVER_WRITTEN }, true);
    return readParquet(name, bytes, columns, { ...format, ...conversion }, sink);
  }
  if (format.kind === "avro") {
    const { readAvro } = await import("./read/avro-records");
    return readAvro(bytes, columns.map(jsonColumn), shredding, numbers, binarySink(conversion, false));
  }
  const { text, hasInvalid } = decodeText(bytes, encoding);
  const sink = (mayEndWithDelimiter = false): RecordSink =>
    rows.sinkFor({
      file: name,
      converters: convertersOf(columns, conversion, hasInvalid),
      // "If the missing column is a VARCHAR column, zero-length strings are loaded instead of NULLs."
      ...filled(({ kind }) => (kind === "varchar" ? "" : null)),
      mayEndWithDelimiter,
    });
  if (encoding === "utf16" && bytes.length > 0 && !hasByteOrder(bytes))
    return sink().refused(WRONG_ENCODING, { line: 1, raw: () => "" });
  switch (format.kind) {
    case "csv":
      return readCsv(text, { ...format, ...conversion }, sink());
    case "delimited":
      return readDelimited(text, { ...format, ...conversion }, sink(true));
    case "fixed-width":
      return readFixedWidth(text, format.columns, conversion, sink());
    case "json":
      return readJsonRecords(text, conversion, columns.map(jsonColumn), shredding, sink());
  }
}

function convertersOf(
  columns: readonly TargetColumn[],
  conversion: Conversion,
  hasInvalid: boolean,
): readonly ColumnConverter[] {
  return columns.map((column) => columnConverter(column, conversion, hasInvalid));
}

function jsonColumn({ name, kind }: TargetColumn): JsonColumn {
  return { name, isSuper: kind === "super" };
}
