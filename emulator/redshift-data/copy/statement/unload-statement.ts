import type { RoleClause } from "./authorization-clause";
import type { Compression } from "./copy-statement";
import type { S3Location } from "./s3-location";

/** What the files hold. */
export type WrittenUnloadFormat =
  | {
      readonly kind: "text";
      readonly delimiter: string;
      readonly escapes: boolean;
      readonly addsQuotes: boolean;
    }
  | { readonly kind: "csv"; readonly delimiter: string }
  | { readonly kind: "fixed-width"; readonly widths: readonly number[] }
  | { readonly kind: "json" }
  | { readonly kind: "parquet" };

/** How S3 encrypts the files: with its own key, the one that the bucket names, or the one that the statement names. */
export type UnloadEncryption = "s3" | "bucket" | { readonly kmsKeyId: string };

/** An UNLOAD as it was written. */
export interface UnloadStatement {
  readonly query: string;
  readonly to: S3Location;
  readonly role: RoleClause;
  /** @default - the warehouse's */
  readonly region?: string;
  readonly format: WrittenUnloadFormat;
  readonly compression: Compression;
  readonly encryption: UnloadEncryption;
  /** Columns by which rows are divided into folders, folded; empty for none. */
  readonly partitionBy: readonly string[];
  /** Those columns are in the files too. */
  readonly includesPartitions: boolean;
  readonly manifest: "none" | "plain" | "verbose";
  readonly hasHeader: boolean;
  /** Text of NULL. @default - that of the format */
  readonly nullText?: string;
  /** What happens to files that are there. */
  readonly existing: "refuse" | "overwrite" | "delete";
  readonly isParallel: boolean;
  readonly maximumFileBytes: number;
  /** @default - that of format and compression */
  readonly extension?: string;
}
