import type { UnloadStatement } from "../statement/unload-statement";
import { manifestElement, type UnloadedColumn } from "./unloaded-column";

/** A file that was written. */
export interface UnloadedFile {
  readonly url: string;
  readonly bytes: number;
  readonly rows: number;
}

/**
 * The manifest of an UNLOAD.
 *
 * @param columns of MANIFEST VERBOSE: it tells the schema, sizes and counts. Absent: names, and sizes where a load needs them
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD_command_examples.html
 */
export function manifestText(
  files: readonly UnloadedFile[],
  format: UnloadStatement["format"]["kind"],
  columns?: readonly UnloadedColumn[],
): string {
  if (columns === undefined) {
    // COPY of columnar files needs their sizes ("Using a manifest created by UNLOAD").
    const meta = (content_length: number) => (format === "parquet" ? { meta: { content_length } } : {});
    const named = files.map(({ url, bytes }) => ({ url, ...meta(bytes) }));
    return `${JSON.stringify({ entries: named }, null, 2)}\n`;
  }
  const total = (of: (file: UnloadedFile) => number) => files.reduce((sum, file) => sum + of(file), 0);
  const entries = files.map(({ url, bytes, rows }) => ({
    url,
    meta: { content_length: bytes, record_count: rows },
  }));
  const document = {
    entries,
    schema: { elements: columns.map(manifestElement) },
    meta: { content_length: total(({ bytes }) => bytes), record_count: total(({ rows }) => rows) },
    author: { name: "Amazon Redshift", version: "1.0.0" },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
