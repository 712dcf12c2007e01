import type { FormatChoice } from "./format-choice";

/** Options of COPY in any format. */
interface AnyFormatOptions {
  /** `from` is a manifest that lists the files. @default false */
  readonly manifest?: boolean;
  /** Takes the values of IDENTITY columns from the files. @default false */
  readonly explicitIds?: boolean;
  /** Puts this character in the place of what is no UTF-8; `true`: `?`. @default - such a record is an error */
  readonly acceptInvChars?: boolean | string;
  /** Whether statistics are refreshed; needs the owner of the table. @default - where the table was empty */
  readonly statUpdate?: boolean;
}

/** Options of formats that are read record by record, and not in columns. */
interface RecordOptions extends AnyFormatOptions {
  /** Errors at which the load fails; fewer records are rejected and told, 0 to 100,000. @default 0: fails at the first, as 1 does */
  readonly maxError?: number;
  /** Rejects records without a limit. Not beside `maxError`. @default false */
  readonly ignoreAllErrors?: boolean;
  readonly compUpdate?: boolean | "preset";
  /** Loads any date, NULL for what is none. Goes with `dateFormat`. @default false */
  readonly acceptAnyDate?: boolean;
  /** `auto`, or a format such as `MM-DD-YYYY`. @default "YYYY-MM-DD" */
  readonly dateFormat?: string;
  /** `auto`, `epochsecs`, `epochmillisecs`, or a format. @default "YYYY-MM-DD HH:MI:SS" */
  readonly timeFormat?: string;
  /** Rounds decimals as INSERT does. @default false: COPY cuts them */
  readonly roundec?: boolean;
  readonly blanksAsNull?: boolean;
  readonly emptyAsNull?: boolean;
  readonly trimBlanks?: boolean;
  /** Cuts texts that are longer than their column. @default false: they are errors */
  readonly truncateColumns?: boolean;
}

/** Options of formats that are text of one record a line, more or less. */
interface LineOptions extends RecordOptions {
  readonly compression?: "gzip" | "lzop" | "bzip2" | "zstd";
  /** Loads records that end too early, with NULL in the missing columns. @default false */
  readonly fillRecord?: boolean;
  /** Lines at the start of each file that are none of the data. @default 0 */
  readonly ignoreHeader?: number;
  readonly ignoreBlankLines?: boolean;
  /** What stands for NULL. @default "\\N" */
  readonly nullAs?: string;
}

/** How the bytes of files are read. @default "utf8" */
type Encoding = "utf8" | "utf16" | "utf16le" | "utf16be" | "iso88591";

interface CsvCopyOptions extends LineOptions {
  readonly encoding?: Encoding;
  /** 1 to 10 characters. @default "," */
  readonly delimiter?: string;
  /** @default "\"" */
  readonly quote?: string;
}

interface DelimitedCopyOptions extends LineOptions {
  readonly encoding?: Encoding;
  /** 1 to 10 characters. @default "|" */
  readonly delimiter?: string;
  /** A backslash in the data takes the meaning from what follows it. @default false */
  readonly escape?: boolean;
  readonly removeQuotes?: boolean;
}

interface FixedWidthCopyOptions extends LineOptions {
  /** Column → width in characters, in the order of the file. */
  readonly widths: Readonly<Record<string, number>>;
}

interface JsonCopyOptions extends RecordOptions, Pick<LineOptions, "compression" | "ignoreHeader"> {
  readonly encoding?: Encoding;
  /** How members become columns; a location within the link's prefixes: a JSONPaths file. @default "auto" */
  readonly paths?: "auto" | "auto ignorecase" | "noshred" | `s3://${string}`;
}

/** Files say themselves how they are compressed. */
interface AvroCopyOptions extends RecordOptions {
  /** How fields become columns; the same as with JSON, without `noshred`. @default "auto" */
  readonly paths?: "auto" | "auto ignorecase" | `s3://${string}`;
}

/** Options of Parquet and ORC, which know no rejected records. */
interface ColumnarCopyOptions extends AnyFormatOptions {
  readonly fillRecord?: boolean;
  /** Loads columns into those of SUPER, which is an error without it. @default false */
  readonly serializeToJson?: boolean;
}

/** The options of COPY by format. */
export interface CopyOptions {
  readonly csv: CsvCopyOptions;
  /** Text with a delimiter, COPY's own default. */
  readonly delimited: DelimitedCopyOptions;
  readonly fixedWidth: FixedWidthCopyOptions;
  readonly json: JsonCopyOptions;
  readonly avro: AvroCopyOptions;
  readonly parquet: ColumnarCopyOptions;
  readonly orc: ColumnarCopyOptions;
}

export type CopyFormat = keyof CopyOptions;

/** Files to load, and where to. */
export type CopyRequest = {
  /** `table`, or `schema.table`: a dot parts the two. */
  readonly table: string;
  /** Columns in the order of the files. @default - those of the table */
  readonly columns?: readonly string[];
  /**
   * `s3://bucket/prefix` within the `copyFrom` of a bucket of the link. Every object whose key begins so is loaded; with `manifest`, those that
   * the object lists.
   */
  readonly from: string;
} & FormatChoice<CopyOptions>;
