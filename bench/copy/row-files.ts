import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A row of every usual kind of column, as the engine writes it. */
interface Row {
  readonly id: number;
  readonly external: bigint;
  readonly name: string;
  readonly cents: number;
  readonly flag: boolean;
  /** Days since 1970. */
  readonly day: number;
  /** Seconds of the day. */
  readonly second: number;
  readonly ratio: number;
}

/** The table that the rows are for. */
export const ROW_COLUMNS =
  "id int, external_id bigint, name varchar(40), price decimal(12,2), flag boolean, day date, at timestamp, ratio float8";

/** Tells two tables of such rows apart, whoever filled them: one row, the same text everywhere. */
export const ROW_CHECKS =
  "count(*), sum(id), min(external_id)::varchar, max(external_id)::varchar, min(name), max(name), sum(price), min(day), max(day), min(at), max(at), sum(ratio)";

/** Formats that files are made in. */
export type RowFileFormat = "csv" | "parquet";

const FIRST_DAY = 18_262;
const DAYS = 2_000;
const DAY_SECONDS = 86_400;
/** Rows that are made at once. */
const PORTION_ROWS = 50_000;

function rowAt(id: number): Row {
  return {
    id,
    external: 2n ** 53n + BigInt(id),
    name: id % 7 === 0 ? `Name, ${id}` : `Name ${id}`,
    cents: (id * 37) % 10_000_000,
    flag: id % 3 === 0,
    day: FIRST_DAY + (id % DAYS),
    second: (id * 61) % DAY_SECONDS,
    ratio: id / 8,
  };
}

function line({ id, external, name, cents, flag, day, second, ratio }: Row): string {
  const moment = new Date((day * DAY_SECONDS + second) * 1000).toISOString();
  const shown = name.includes(",") ? `"${name}"` : name;
  const price = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
  const date = moment.slice(0, 10);
  return `${id},${external},${shown},${price},${flag ? "t" : "f"},${date},${date} ${moment.slice(11, 19)},${ratio}\n`;
}

function* portions(count: number): Generator<readonly Row[]> {
  for (let first = 1; first <= count; first += PORTION_ROWS) {
    const length = Math.min(PORTION_ROWS, count - first + 1);
    yield Array.from({ length }, (_, at) => rowAt(first + at));
  }
}

/** Makes a file of so many rows. @returns its path */
export async function makeRowFile(folder: string, format: RowFileFormat, count: number): Promise<string> {
  const file = join(folder, `rows.${format}`);
  if (format === "csv") {
    const text = function* () {
      for (const rows of portions(count)) yield rows.map(line).join("");
    };
    await pipeline(Readable.from(text()), createWriteStream(file));
  } else await writeParquet(file, count);
  return file;
}

async function writeParquet(file: string, count: number): Promise<void> {
  const { fileWriter, ParquetWriter } = await import("hyparquet-writer");
  const optional = { repetition_type: "OPTIONAL" } as const;
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema: [
      { name: "schema", num_children: 8 },
      { ...optional, name: "id", type: "INT32" },
      { ...optional, name: "external_id", type: "INT64" },
      { ...optional, name: "name", type: "BYTE_ARRAY", converted_type: "UTF8" },
      { ...optional, name: "price", type: "INT64", converted_type: "DECIMAL", precision: 12, scale: 2 },
      { ...optional, name: "flag", type: "BOOLEAN" },
      { ...optional, name: "day", type: "INT32", converted_type: "DATE" },
      { ...optional, name: "at", type: "INT64", converted_type: "TIMESTAMP_MICROS" },
      { ...optional, name: "ratio", type: "DOUBLE" },
    ],
  });
  for (const rows of portions(count)) {
    const column = (name: string, value: (row: Row) => unknown) => ({ name, data: rows.map(value) });
    writer.write({
      columnData: [
        column("id", ({ id }) => id),
        column("external_id", ({ external }) => external),
        column("name", ({ name }) => name),
        column("price", ({ cents }) => BigInt(cents)),
        column("flag", ({ flag }) => flag),
        column("day", ({ day }) => day),
        column("at", ({ day, second }) => BigInt(day * DAY_SECONDS + second) * 1_000_000n),
        column("ratio", ({ ratio }) => ratio),
      ],
    });
  }
  await writer.finish();
}
