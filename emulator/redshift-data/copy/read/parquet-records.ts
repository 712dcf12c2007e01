import type { FileMetaData, SchemaElement } from "hyparquet";
import { lackError } from "../../sql/refusals/lack";
import type { TargetColumn } from "../convert/target-column";
import type { Conversion } from "../statement/copy-statement";
import { refuseStatement, StatementFailure } from "../statement-failure";
import { type ParquetType, parquetType } from "./parquet-values";
import type { RawValue, RecordSink } from "./record-sink";

interface ParquetOptions extends Pick<Conversion, "fillsRecords"> {
  /** Any column may become SUPER (SERIALIZETOJSON). */
  readonly serializesToJson: boolean;
}

/** Values of a column from one row on. */
interface ColumnPart {
  readonly rowStart: number;
  readonly values: ArrayLike<unknown>;
}

/**
 * Reads the rows of a Parquet file. Its columns are those of the table, in their order, whatever their names; with FILLRECORD the last ones
 * may be missing.
 *
 * @param file as messages name it
 * @throws StatementFailure when the file is none, or its columns are not the table's
 */
export async function readParquet(
  file: string,
  bytes: Buffer,
  columns: readonly TargetColumn[],
  { fillsRecords, serializesToJson }: ParquetOptions,
  sink: RecordSink,
): Promise<void> {
  const { parquetMetadataAsync, parquetRead } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  const opened = {
    byteLength: bytes.length,
    slice: (start: number, end?: number) => Uint8Array.from(bytes.subarray(start, end)).buffer,
  };
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(opened);
  } catch {
    return refuseStatement(
      `Spectrum Scan Error. File '${file}' has an invalid version number or is no Parquet file`,
    );
  }
  const elements = leavesOf(metadata);
  const types = elements.map(parquetType);
  if (!serializesToJson && columns.some(({ kind }) => kind === "super"))
    refuseStatement("SUPER column in COPY query requires SERIALIZETOJSON option");
  checkColumns(file, elements, types, fillsRecords ? columns.slice(0, elements.length) : columns);
  const parts = new Map<string, ColumnPart[]>();
  await parquetRead({
    file: opened,
    metadata: withoutConversions(metadata),
    utf8: false,
    compressors,
    parsers: { timestampFromNanoseconds: (nanoseconds) => nanoseconds },
    onChunk: ({ columnName, columnData, rowStart }) => {
      const known = parts.get(columnName) ?? [];
      parts.set(columnName, [...known, { rowStart, values: columnData }]);
    },
  });
  const read = elements.map(({ name }, at) => columnReader(parts.get(name) ?? [], types[at], columns[at]));
  for (let row = 0; row < Number(metadata.num_rows); row++) {
    const values = read.map((valueAtRow) => valueAtRow(row));
    sink.row(values, { line: row + 1, raw: () => values.join("|") });
  }
}

/** The columns of a flat schema. @throws StatementFailure for one that is not */
function leavesOf({ schema }: FileMetaData): readonly SchemaElement[] {
  const [, ...elements] = schema;
  if (
    elements.some((element) => element.num_children !== undefined || element.repetition_type === "REPEATED")
  ) {
    throw new StatementFailure(lackError("COPY of nested columns of Parquet", "Write them as text of JSON."));
  }
  return elements;
}

function checkColumns(
  file: string,
  elements: readonly SchemaElement[],
  types: readonly ParquetType[],
  columns: readonly TargetColumn[],
): void {
  if (elements.length !== columns.length) {
    refuseStatement(
      `Unmatched number of columns between table and file. Table columns: ${columns.length}, Data columns: ${elements.length}, File name: ${file}`,
    );
  }
  const wrong = columns.findIndex(
    ({ kind }, at) => kind !== "super" && types[at]?.kinds.includes(kind) !== true,
  );
  const column = columns[wrong];
  if (column !== undefined) {
    const { repetition_type: repetition = "optional", name, type = "" } = elements[wrong] ?? { name: "" };
    refuseStatement(
      `Spectrum Scan Error. File '${file}' has an incompatible Parquet schema for column '${file}.${name}'. Column type: ${column.kind.toUpperCase()}, Parquet schema:\n${repetition.toLowerCase()} ${type.toLowerCase()} ${name} [i:${wrong} d:1 r:0]`,
    );
  }
}

/** The schema by how values are stored, so that they come as they are. */
function withoutConversions(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map(
    ({ converted_type: _converted, logical_type: _logical, ...stored }) => stored,
  );
  return { ...metadata, schema };
}

function columnReader(
  parts: readonly ColumnPart[],
  type: ParquetType | undefined,
  column: TargetColumn | undefined,
): (row: number) => RawValue {
  const ordered = [...parts].sort((a, b) => a.rowStart - b.rowStart);
  const isHexadecimal = column?.kind === "varbyte";
  const text = (column?.kind === "super" ? type?.json : type?.text) ?? String;
  let at = 0;
  return (row) => {
    while (row >= (ordered[at + 1]?.rowStart ?? Number.POSITIVE_INFINITY)) at++;
    const part = ordered[at];
    const value = part?.values[row - part.rowStart];
    if (value === null || value === undefined) return null;
    if (isHexadecimal && value instanceof Uint8Array) return Buffer.from(value).toString("hex");
    return text(value);
  };
}
