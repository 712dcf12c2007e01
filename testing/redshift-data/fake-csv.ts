import type { CsvPage } from "../../redshift-data/client/data-api";

/** A page of CSV chunks with columns `id` and `t`. */
export function csvPage(chunks: readonly string[], rest: Partial<CsvPage> = {}): CsvPage {
  return {
    ColumnMetadata: [
      { label: "id", typeName: "int4" },
      { label: "t", typeName: "varchar" },
    ],
    Records: chunks.map((CSVRecords) => ({ CSVRecords })),
    ...rest,
  };
}
