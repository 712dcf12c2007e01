import { type ColumnConverter, columnConverter } from "./convert/column-converter";
import type { FileColumns, RowWriter } from "./convert/row-writer";
import type { TargetColumn } from "./convert/target-column";
import type { StatementNumbers } from "./error-detail";
import { readCsv } from "./read/csv-records";
import { decodeText } from "./read/decode-text";
import { readDelimited } from "./read/delimited-records";
import { readFixedWidth } from "./read/fixed-width-records";
import { type JsonColumn, type JsonShredding, readJsonRecords } from "./read/json-records";
import { readParquet } from "./read/parquet-records";
import type { RecordSink } from "./read/record-sink";
import type { Conversion, CopyStatement } from "./statement/copy-statement";

/** NULL is no text in a format that has it. */
const NEVER_WRITTEN = "\0";

/** A column of the table, and whether the file's values for it are loaded. */
export interface LoadedColumn {
  readonly column: TargetColumn;
  readonly isLoaded: boolean;
}

/** A file, decompressed. */
interface OpenFile {
  /** As messages name it. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Reads the records of a file into rows. @throws StatementFailure when the file as a whole cannot be read */
export async function readFile(
  { name, bytes }: OpenFile,
  columns: readonly LoadedColumn[],
  statement: CopyStatement,
  shredding: JsonShredding,
  numbers: StatementNumbers,
  rows: RowWriter,
): Promise<void> {
  const { format, conversion, encoding } = statement;
  if (format.kind === "parquet") {
    const sink = rows.sinkFor({
      file: name,
      // Each of its values may hold bytes that are not valid.
      converters: convertersOf(columns, { ...conversion, nullText: NEVER_WRITTEN }, true),
      ...(conversion.fillsRecords ? { missing: columns.map(() => null) } : {}),
      mayEndWithDelimiter: false,
    });
    const targets = columns.map(({ column }) => column);
    return readParquet(name, bytes, targets, conversion, sink);
  }
  if (format.kind === "avro") {
    const { readAvro } = await import("./read/avro-records");
    const converters = convertersOf(columns, conversion, false);
    const sink = rows.sinkFor({ file: name, converters, mayEndWithDelimiter: false });
    return readAvro(bytes, columns.map(jsonColumn), shredding, numbers, sink);
  }
  const { text, hasInvalid } = decodeText(bytes, encoding, conversion.replacesInvalid);
  const sink = (missing: Pick<FileColumns, "missing"> = {}, mayEndWithDelimiter = false): RecordSink =>
    rows.sinkFor({
      file: name,
      converters: convertersOf(columns, conversion, hasInvalid),
      ...missing,
      mayEndWithDelimiter,
    });
  // Empty texts in VARCHAR columns, NULL in all others, CHAR among them.
  const fill = () => columns.map(({ column }) => (column.kind === "varchar" ? "" : null));
  const filled = conversion.fillsRecords ? { missing: fill() } : {};
  switch (format.kind) {
    case "csv":
      return readCsv(text, { ...format, ...conversion }, sink(filled));
    case "delimited":
      return readDelimited(text, { ...format, ...conversion }, sink(filled, true));
    case "fixed-width":
      return readFixedWidth(text, format.columns, conversion, sink(filled));
    case "json":
      return readJsonRecords(text, conversion, columns.map(jsonColumn), shredding, sink());
  }
}

/** Nothing for a column that nobody loads. */
function convertersOf(
  columns: readonly LoadedColumn[],
  conversion: Conversion,
  hasInvalid: boolean,
): readonly (ColumnConverter | undefined)[] {
  return columns.map(({ column, isLoaded }) =>
    isLoaded ? columnConverter(column, conversion, hasInvalid) : undefined,
  );
}

function jsonColumn({ column }: LoadedColumn): JsonColumn {
  return { name: column.name, isSuper: column.kind === "super" };
}
