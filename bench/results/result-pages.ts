import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The two ways a result is delivered. */
export type WireFormat = "json" | "csv";

/** A page as the Data API sends it, and what is in it. */
export interface WirePage {
  /** Body of the answer, without its `NextToken`. */
  readonly body: Buffer;
  /** The rows alone: the records as JSON, or the CSV after a line of names. */
  readonly text: Buffer;
}

export const ROWS_PER_PAGE = 5000;

/** Pages that differ; a longer result repeats them. */
const DIFFERENT_PAGES = 8;

const COLUMNS = [
  ["id", "int8"],
  ["amount", "numeric"],
  ["customer", "varchar"],
  ["ordered_at", "timestamp"],
  ["is_paid", "bool"],
  ["discount", "float8"],
  ["note", "varchar"],
] as const;

/** One row of a shop: every type of field, a NULL in half of the rows, a BIGINT beyond 2^53 in a tenth. */
function cells(row: number): readonly (readonly [field: string, json: string, csv: string])[] {
  const id = row % 10 === 0 ? 9_007_199_254_740_993n + BigInt(row) : BigInt(row);
  const amount = `${row % 10_000}.${String(row % 100).padStart(2, "0")}`;
  const customer = row % 7 === 0 ? `Müller, "Söhne" ${row}` : `customer ${row}`;
  const orderedAt = new Date(1_700_000_000_000 + row * 1000).toISOString().replace("T", " ").slice(0, 19);
  const discount = String((row % 40) / 8);
  const text = (value: string) => ["stringValue", JSON.stringify(value), value] as const;
  return [
    ["longValue", String(id), String(id)],
    text(amount),
    [
      "stringValue",
      JSON.stringify(customer),
      /[",]/.test(customer) ? `"${customer.replaceAll('"', '""')}"` : customer,
    ],
    text(orderedAt),
    ["booleanValue", String(row % 3 === 0), row % 3 === 0 ? "t" : "f"],
    ["doubleValue", discount, discount],
    row % 2 === 0 ? ["isNull", "true", ""] : text("delivered to a neighbour"),
  ];
}

function page(index: number, format: WireFormat): WirePage {
  const rows = Array.from({ length: ROWS_PER_PAGE }, (_, row) => cells(index * ROWS_PER_PAGE + row));
  const columns = JSON.stringify(
    COLUMNS.map(([name, typeName]) => ({ name, label: name, typeName, nullable: 1 })),
  );
  const text =
    format === "json"
      ? `[${rows.map((row) => `[${row.map(([field, json]) => `{"${field}":${json}}`).join(",")}]`).join(",")}]`
      : rows.map((row) => `${row.map(([, , csv]) => csv).join(",")}\r\n`).join("");
  const records = format === "json" ? text : JSON.stringify([{ CSVRecords: text }]);
  return {
    body: Buffer.from(`{"ColumnMetadata":${columns},"Records":${records}`),
    text: Buffer.from(format === "json" ? text : `${COLUMNS.map(([name]) => name).join(",")}\r\n${text}`),
  };
}

const FORMATS = ["json", "csv"] as const satisfies readonly WireFormat[];

const pageFile = (folder: string, format: WireFormat, index: number, part: keyof WirePage) =>
  join(folder, `${format}-${index}.${part}`);

/** Makes the pages a result of any length consists of, over and over; apart from their reading, whose memory counts. */
export function writeResultPages(folder: string): void {
  for (const format of FORMATS) {
    for (let index = 0; index < DIFFERENT_PAGES; index++) {
      const { body, text } = page(index, format);
      writeFileSync(pageFile(folder, format, index, "body"), body);
      writeFileSync(pageFile(folder, format, index, "text"), text);
    }
  }
}

/** The pages that {@link writeResultPages} made. */
export function readPages(folder: string, format: WireFormat): readonly WirePage[] {
  return Array.from({ length: DIFFERENT_PAGES }, (_, index) => ({
    body: readFileSync(pageFile(folder, format, index, "body")),
    text: readFileSync(pageFile(folder, format, index, "text")),
  }));
}
