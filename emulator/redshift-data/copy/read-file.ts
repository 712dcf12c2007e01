import { lackError } from "../sql/refusals/lack";
import { columnConverter } from "./convert/column-converter";
import type { RowWriter } from "./convert/row-writer";
import type { TargetColumn } from "./convert/target-column";
import { readCsv } from "./read/csv-records";
import { decodeText } from "./read/decode-text";
import { readDelimited } from "./read/delimited-records";
import { readFixedWidth } from "./read/fixed-width-records";
import type { RawValue, RecordSink } from "./read/record-sink";
import type { CopyStatement } from "./statement/copy-statement";
import { StatementFailure } from "./statement-failure";

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
  rows: RowWriter,
): Promise<void> {
  const { format, conversion, encoding } = statement;
  const { text, hasInvalid } = decodeText(bytes, encoding, conversion.replacesInvalid);
  const sink = (missing?: RawValue, mayEndWithDelimiter = false): RecordSink =>
    rows.sinkFor({
      file: name,
      converters: columns.map(({ column, isLoaded }) =>
        isLoaded ? columnConverter(column, conversion, hasInvalid) : undefined,
      ),
      ...(missing === undefined ? {} : { missing }),
      mayEndWithDelimiter,
    });
  const filled = conversion.fillsRecords ? "" : undefined;
  switch (format.kind) {
    case "csv":
      return readCsv(text, { ...format, ...conversion }, sink(filled));
    case "delimited":
      return readDelimited(text, { ...format, ...conversion }, sink(filled, true));
    case "fixed-width":
      return readFixedWidth(text, format.columns, conversion, sink(filled));
    default:
      throw new StatementFailure(
        lackError(`COPY from ${format.kind.toUpperCase()}`, "Write the files as CSV."),
      );
  }
}
