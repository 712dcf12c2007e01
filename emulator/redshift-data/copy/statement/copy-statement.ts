import type { RoleClause } from "./authorization-clause";
import type { S3Location } from "./s3-location";

/** How files are compressed. */
export type Compression = "none" | "gzip" | "bzip2" | "zstd";

/** One column of a file with fixed widths. */
export interface FixedColumn {
  readonly label: string;
  /** Characters. */
  readonly width: number;
}

/** How nested values find their columns: by their names, or by the paths of a file. */
export type Shredding =
  | { readonly by: "name"; readonly ignoresCase: boolean }
  | { readonly by: "paths"; readonly file: S3Location }
  | { readonly by: "nothing" };

/** What the files hold. */
export type FileFormat =
  | { readonly kind: "csv"; readonly quote: string; readonly delimiter: string }
  | {
      readonly kind: "delimited";
      readonly delimiter: string;
      readonly escapes: boolean;
      readonly removesQuotes: boolean;
    }
  | { readonly kind: "fixed-width"; readonly columns: readonly FixedColumn[] }
  | { readonly kind: "json" | "avro"; readonly shredding: Shredding }
  /** Columns of the file that become SUPER do so as JSON. */
  | { readonly kind: "parquet"; readonly serializesToJson: boolean };

/** How values become those of columns ("Data conversion parameters"). */
export interface Conversion {
  readonly acceptsAnyDate: boolean;
  /** In the place of what is no UTF-8. Absent: it is an error. */
  readonly replacesInvalid?: string;
  readonly blanksAsNull: boolean;
  readonly emptyAsNull: boolean;
  readonly fillsRecords: boolean;
  readonly ignoresBlankLines: boolean;
  /** Lines left out at the start of each file. */
  readonly headerLines: number;
  /** Text that stands for NULL. */
  readonly nullText: string;
  readonly rounds: boolean;
  readonly trimsBlanks: boolean;
  readonly truncates: boolean;
  /** Absent: `YYYY-MM-DD`. */
  readonly dateFormat?: string;
  /** Absent: `YYYY-MM-DD HH:MI:SS`. */
  readonly timeFormat?: string;
}

/** A COPY as it was written. */
export interface CopyStatement {
  /** Names from the outermost, folded: table, schema and table, or database, schema and table. */
  readonly table: readonly string[];
  /** @default - all of the table, in its order */
  readonly columns?: readonly string[];
  readonly from: S3Location;
  readonly role: RoleClause;
  /** @default - the warehouse's */
  readonly region?: string;
  readonly isManifest: boolean;
  readonly format: FileFormat;
  readonly compression: Compression;
  readonly encoding: "utf8" | "utf16" | "utf16le" | "utf16be" | "latin1";
  readonly conversion: Conversion;
  readonly hasExplicitIds: boolean;
  /** Statistics are spoken of, whether or not they are refreshed. */
  readonly hasStatUpdate: boolean;
  /** The load fails once so many rows are refused; at the first one for 0. */
  readonly errorLimit: number;
  /** The files are checked and nothing is loaded. */
  readonly isTrial: boolean;
}
