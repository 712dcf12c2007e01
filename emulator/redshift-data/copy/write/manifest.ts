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
 * @param columns of MANIFEST VERBOSE: it tells the schema, sizes and counts. Absent: names alone
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD_command_examples.html
 */
export function manifestText(files: readonly UnloadedFile[], columns?: readonly UnloadedColumn[]): string {
  if (columns === undefined)
    return `${JSON.stringify({ entries: files.map(({ url }) => ({ url })) }, null, 2)}\n`;
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
