import type { TextRow } from "../../result/row-pages";
import type { FilePart } from "./file-parts";
import { rowsOfSlices } from "./file-parts";
import type { UnloadedColumn } from "./unloaded-column";

/** Bytes of a decimal of 38 digits. */
const DECIMAL_BYTES = 16;
const DAY_MILLISECONDS = 86_400_000;

/** A column in the schema of a file. */
interface StoredElement {
  readonly name: string;
  readonly repetition_type: "OPTIONAL";
  readonly type: "BOOLEAN" | "INT32" | "INT64" | "FLOAT" | "DOUBLE" | "BYTE_ARRAY" | "FIXED_LEN_BYTE_ARRAY";
  readonly type_length?: number;
  readonly converted_type?: "DECIMAL" | "DATE" | "TIMESTAMP_MICROS" | "UTF8";
  readonly logical_type?: { readonly type: "JSON" };
  readonly precision?: number;
  readonly scale?: number;
}

/** How a column is stored, and its values made of the engine's text. */
interface StoredColumn {
  readonly element: StoredElement;
  readonly value: (text: string) => unknown;
}

/** Writes rows as Parquet, a file for each slice. */
export async function parquetParts(
  rows: readonly TextRow[],
  columns: readonly UnloadedColumn[],
  isParallel: boolean,
): Promise<readonly FilePart[]> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const stored = columns.map(storedColumn);
  const schema = [{ name: "schema", num_children: columns.length }, ...stored.map(({ element }) => element)];
  return rowsOfSlices(rows, isParallel).flatMap((own, slice) => {
    if (own.length === 0) return [];
    const columnData = stored.map(({ element, value }, at) => ({
      name: element.name,
      data: own.map((row) => {
        const text = row[at] ?? null;
        return text === null ? null : value(text);
      }),
    }));
    const bytes = Buffer.from(parquetWriteBuffer({ schema, columnData }));
    return [{ slice, part: 0, bytes, rows: own.length }];
  });
}

function storedColumn({ name, kind, precision, scale }: UnloadedColumn): StoredColumn {
  const element = (stored: Omit<StoredElement, "name" | "repetition_type">): StoredElement => ({
    name,
    repetition_type: "OPTIONAL",
    ...stored,
  });
  switch (kind) {
    case "int2":
    case "int4":
      return { element: element({ type: "INT32" }), value: Number };
    case "int8":
      return { element: element({ type: "INT64" }), value: BigInt };
    case "numeric":
      return {
        element: element({
          type: "FIXED_LEN_BYTE_ARRAY",
          type_length: DECIMAL_BYTES,
          converted_type: "DECIMAL",
          precision,
          scale,
        }),
        value: (text) => unscaledDecimal(text, scale),
      };
    case "float4":
      return { element: element({ type: "FLOAT" }), value: Number };
    case "float8":
      return { element: element({ type: "DOUBLE" }), value: Number };
    case "bool":
      return { element: element({ type: "BOOLEAN" }), value: (text) => text === "t" };
    case "date":
      return {
        element: element({ type: "INT32", converted_type: "DATE" }),
        value: (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MILLISECONDS),
      };
    case "timestamp":
    case "timestamptz":
      return { element: element({ type: "INT64", converted_type: "TIMESTAMP_MICROS" }), value: microseconds };
    // Bytes as they are: the writer would read the digits of numbers and write them again.
    case "super":
      return {
        element: element({ type: "BYTE_ARRAY", logical_type: { type: "JSON" } }),
        value: (text) => Uint8Array.from(Buffer.from(text)),
      };
    default:
      return { element: element({ type: "BYTE_ARRAY", converted_type: "UTF8" }), value: (text) => text };
  }
}

function unscaledDecimal(text: string, scale: number): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, "0"));
}

/** Since 1970; the zone, which is UTC, is lost. */
function microseconds(text: string): bigint {
  const [, day = "", time = "", fraction = ""] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?/.exec(text) ?? [];
  return BigInt(Date.parse(`${day}T${time}Z`)) * 1000n + BigInt(fraction.padEnd(6, "0") || "0");
}
