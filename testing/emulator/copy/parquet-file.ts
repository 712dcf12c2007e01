import { parquetWriteBuffer } from "hyparquet-writer";

type Written = Parameters<typeof parquetWriteBuffer>[0];

/**
 * A file of Parquet, as the writer of another program stores it. Its columns are `v0`, `v1`, and so on, and may be NULL.
 *
 * @param elements what each column is in the file's schema
 * @param more settings of the writer
 */
export function parquetFile(
  elements: readonly object[],
  data: readonly (readonly unknown[])[],
  more: object = {},
): Buffer {
  const columns = elements.map((element, at) => ({
    ...{ name: `v${at}`, repetition_type: "OPTIONAL" as const },
    ...element,
  }));
  const schema = [{ name: "schema", num_children: elements.length }, ...columns];
  const columnData = data.map((values, at) => ({ name: `v${at}`, data: values }));
  return Buffer.from(parquetWriteBuffer({ schema, columnData, ...more } as Written));
}
