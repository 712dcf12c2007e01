import type { WrittenUnloadFormat } from "../statement/unload-statement";
import { manifestElement, type UnloadedColumn } from "./unloaded-column";

/** A file that was written. */
export interface UnloadedFile {
  readonly url: string;
  readonly bytes: number;
  readonly rows: number;
}

/** What MANIFEST VERBOSE tells beside sizes and counts. */
interface UnloadedSchema {
  /** Every column of the query, those of partitions too, which the files do not have. */
  readonly selected: readonly UnloadedColumn[];
  /** Each file's first line is counted as a row, too. */
  readonly hasHeader: boolean;
}

/**
 * The manifest of an UNLOAD.
 *
 * @param verbose of MANIFEST VERBOSE: it tells the schema, sizes and counts. Absent: names, and of Parquet the sizes that a COPY needs
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD_command_examples.html
 */
export function manifestText(
  files: readonly UnloadedFile[],
  format: WrittenUnloadFormat["kind"],
  verbose?: UnloadedSchema,
): string {
  if (verbose === undefined) {
    const names = files.map(({ url, bytes }) => ({
      url,
      ...(format === "parquet" ? { meta: { content_length: bytes } } : {}),
    }));
    return `${JSON.stringify({ entries: names }, null, 2)}\n`;
  }
  const { selected, hasHeader } = verbose;
  const count = ({ rows }: UnloadedFile) => rows + (hasHeader ? 1 : 0);
  const total = (of: (file: UnloadedFile) => number) => files.reduce((sum, file) => sum + of(file), 0);
  const entries = files.map((file) => ({
    url: file.url,
    meta: { content_length: file.bytes, record_count: count(file) },
  }));
  const document = {
    entries,
    schema: { elements: selected.map(manifestElement) },
    meta: { content_length: total(({ bytes }) => bytes), record_count: total(count) },
    author: { name: "Amazon Redshift", version: "1.0.0" },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
