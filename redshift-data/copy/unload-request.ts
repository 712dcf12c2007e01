import type { FormatChoice } from "./format-choice";

/** Options of UNLOAD in any format. */
interface AnyUnloadOptions {
  /** Columns whose values name folders, `column=value/`. */
  readonly partitionBy?: readonly string[];
  /** Leaves those columns in the files too. Goes with `partitionBy`. @default false */
  readonly includePartitions?: boolean;
  /** Writes a list of the files beside them; `verbose`: with columns, row counts and sizes. @default false */
  readonly manifest?: boolean | "verbose";
  /** Overwrites files of the same names. Not beside `cleanPath`. @default false: files that are there are an error */
  readonly allowOverwrite?: boolean;
  /** Deletes what is there for good, where the link's bucket has `cleanPath: true`. @default false */
  readonly cleanPath?: boolean;
  /** `false`: one file after the other, in the order of the query. @default true */
  readonly parallel?: boolean;
  /** Largest size of a file in MB, 5 to 6,200. @default 6200 */
  readonly maxFileSizeMb?: number;
}

interface TextUnloadOptions extends AnyUnloadOptions {
  readonly compression?: "gzip" | "bzip2" | "zstd";
  /** Behind the names of the files, for example `csv.gz`. */
  readonly extension?: string;
}

interface CsvUnloadOptions extends TextUnloadOptions {
  /** Names of the columns in the first line of each file. @default false */
  readonly header?: boolean;
  /** One character. @default "," */
  readonly delimiter?: string;
  /** What is written for NULL. @default "" */
  readonly nullAs?: string;
}

interface DelimitedUnloadOptions extends CsvUnloadOptions {
  /** Backslash before the delimiter, line ends and backslashes in the data. @default false */
  readonly escape?: boolean;
  readonly addQuotes?: boolean;
}

interface FixedWidthUnloadOptions extends TextUnloadOptions {
  /** Column → width in characters, in the order of the query. */
  readonly widths: Readonly<Record<string, number>>;
  readonly nullAs?: string;
}

type JsonUnloadOptions = TextUnloadOptions;

interface ParquetUnloadOptions extends AnyUnloadOptions {
  /** Size of a row group in MB, 32 to 128. @default 32 */
  readonly rowGroupSizeMb?: number;
  readonly extension?: string;
}

/** The options of UNLOAD by format. */
export interface UnloadOptions {
  readonly csv: CsvUnloadOptions;
  /** Text with a delimiter, UNLOAD's own default. */
  readonly delimited: DelimitedUnloadOptions;
  readonly fixedWidth: FixedWidthUnloadOptions;
  readonly json: JsonUnloadOptions;
  readonly parquet: ParquetUnloadOptions;
}

export type UnloadFormat = keyof UnloadOptions;

/** A query whose rows become files, and where to. */
export type UnloadRequest = {
  /** One query, without parameters. Its outermost SELECT has no LIMIT. */
  readonly sql: string;
  /** `s3://bucket/prefix` within the `unloadTo` of a bucket of the link: the beginning of the files' names. */
  readonly to: string;
} & FormatChoice<UnloadOptions>;
