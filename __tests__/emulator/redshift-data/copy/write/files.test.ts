import { decompress } from "fzstd";
import { decompressed } from "../../../../../emulator/redshift-data/copy/compression";
import type { TargetColumn } from "../../../../../emulator/redshift-data/copy/convert/target-column";
import type { UnloadStatement } from "../../../../../emulator/redshift-data/copy/statement/unload-statement";
import { checkColumns } from "../../../../../emulator/redshift-data/copy/write/check-columns";
import { textParts } from "../../../../../emulator/redshift-data/copy/write/file-parts";
import { lineWriter } from "../../../../../emulator/redshift-data/copy/write/line-writer";
import { parquetParts } from "../../../../../emulator/redshift-data/copy/write/parquet-parts";
import { partitioned } from "../../../../../emulator/redshift-data/copy/write/partitions";
import { storedAsZstd } from "../../../../../emulator/redshift-data/copy/write/stored-zstd";
import { targetColumn } from "../../../../../testing/emulator/copy/converted-values";

const columnsOf = (...kinds: TargetColumn["kind"][]) =>
  kinds.map((kind, at) => ({ ...targetColumn(kind), name: `c${at}` }));

/** A row as a line, with the header if there is one. */
function line(
  row: (string | null)[],
  kinds: TargetColumn["kind"][],
  statement: Pick<UnloadStatement, "format"> & Partial<UnloadStatement>,
): string[] {
  const { header, line: write } = lineWriter({ hasHeader: false, ...statement }, columnsOf(...kinds)) ?? {};
  return [...(header === undefined ? [] : [header]), write?.(row) ?? ""];
}

const CSV = { format: { kind: "csv", delimiter: "|" } } as const;
const text = (escapes: boolean, addsQuotes: boolean) =>
  ({ format: { kind: "text", delimiter: "|", escapes, addsQuotes } }) as const;

test("lines of each format: what is quoted, escaped, cut and padded", () => {
  const special = ['a"b', "a|b", "a\nb", "a\rb", "a'b", "a\\b", null];
  const kinds = special.map(() => "varchar" as const);
  expect(line(special, kinds, { ...CSV, nullText: "none" })).toEqual([
    '"a""b"|"a|b"|"a\nb"|"a\rb"|a\'b|a\\b|none',
  ]);
  // ESCAPE: quotes "if both ESCAPE and ADDQUOTES are specified", and texts alone.
  expect(line(special, kinds, text(true, false))).toEqual(["a\"b|a\\|b|a\\\nb|a\\\rb|a'b|a\\\\b|"]);
  expect(line(special, kinds, text(true, true))).toEqual([
    '"a\\"b"|"a\\|b"|"a\\\nb"|"a\\\rb"|"a\\\'b"|"a\\\\b"|""',
  ]);
  const dashes = { format: { ...text(true, false).format, delimiter: "-" }, hasHeader: true } as const;
  expect(
    line(["-1", "2026-01-02", "a-b", "c-d", null], ["int4", "date", "varchar", "bpchar", "int4"], {
      ...{ ...dashes, nullText: "n-n" },
    }),
  ).toEqual(["c0-c1-c2-c3-c4", "-1-2026-01-02-a\\-b-c\\-d-n-n"]);
  expect(line(special, kinds, { ...text(false, true), nullText: "-" })).toEqual([
    '"a"b"|"a|b"|"a\nb"|"a\rb"|"a\'b"|"a\\b"|"-"',
  ]);
  expect(line(["\\xa1", "1"], ["varbyte", "int4"], { ...CSV, hasHeader: true })).toEqual(["c0|c1", "a1|1"]);
  const fixed = { format: { kind: "fixed-width", widths: [2, 3] } } as const;
  expect(line(["é", null], ["varchar", "varchar"], { ...fixed, nullText: "@" })).toEqual(["é @  "]);
  expect(line(["😀", "😀"], ["varchar", "varchar"], fixed)).toEqual(["😀 😀  "]);
  // "FIXEDWIDTH doesn't truncate data"; NULL AS: "an empty field is output for non-character columns, an error for character columns".
  expect(line([null, null], ["int4", "bpchar"], { ...fixed, nullText: "@@@" })).toEqual(["  @@@"]);
  for (const wrong of ["abc", null])
    expect(() => line([wrong, "1"], ["bpchar", "int4"], { ...fixed, nullText: "@@@" })).toThrow(
      'The value of column "c0" is longer than its fixed width of 2 characters',
    );
  expect(() => line(["1", "abcd"], ["int4", "varchar"], fixed)).toThrow(
    'The value of column "c1" is longer than its fixed width of 3 characters',
  );
  // "SUPER data columns ignore the NULL [AS] option".
  const ofSuper = [null, null] as const;
  for (const format of [CSV, text(false, false)])
    expect(line([...ofSuper], ["super", "varchar"], { ...format, nullText: "none" })).toEqual(["null|none"]);
  expect(
    line(
      ["1.50", "NaN", "t", '{"a":1}', null, null, "-Infinity"],
      ["numeric", "float8", "bool", "super", "super", "int4", "float4"],
      { format: { kind: "json" } },
    ),
  ).toEqual(['{"c0":1.50,"c1":"NaN","c2":"t","c3":{"a":1},"c4":null,"c5":null,"c6":"-Infinity"}']);
});

test("files are none larger than the limit, each with its header, by slices", () => {
  const rows = ["é", "bb", "cc", "dd"].map((value) => [value]);
  const parts = (maximumFileBytes: number, isParallel = false) =>
    textParts(rows, { header: "h", line: ([value]) => String(value) }, { isParallel, maximumFileBytes }).map(
      ({ slice, part, bytes, rows: count }) => [slice, part, bytes.toString(), count],
    );
  expect(parts(8)).toEqual([
    [0, 0, "h\né\nbb\n", 2],
    [0, 1, "h\ncc\ndd\n", 2],
  ]);
  expect(parts(7)).toEqual(rows.map(([value], part) => [0, part, `h\n${value}\n`, 1]));
  expect(parts(100, true)).toEqual([
    [0, 0, "h\né\ncc\n", 2],
    [1, 0, "h\nbb\ndd\n", 2],
  ]);
});

test("folders of partitions: every character that a path may not have, and names without their case", () => {
  const value = `\t\u001f \u007f"#%'*/:=?\\{}[]^é`;
  const rows = [
    ["1", value],
    ["2", null],
    ["3", value],
  ];
  const divided = (partitionBy: string[], includesPartitions = false) =>
    partitioned(rows, columnsOf("int4", "varchar"), { partitionBy, includesPartitions });
  const folder = "c1=%09%1F %7F%22%23%25%27%2A%2F%3A%3D%3F%5C%7B%7D%5B%5D%5Eé/";
  expect(divided(["C1"]).partitions).toEqual([
    { folder, rows: [["1"], ["3"]] },
    { folder: "c1=__HIVE_DEFAULT_PARTITION__/", rows: [["2"]] },
  ]);
  expect(divided(["c1"], true).partitions[0]).toEqual({ folder, rows: [rows[0], rows[2]] });
  expect(() => divided(["c0", "c1"])).toThrow("At least one column must not be a partition column");
});

test.each([0, 1, 131_071, 131_072, 131_073, 262_144, 300_000])(
  "a frame of Zstandard of %d bytes",
  async (length) => {
    const bytes = Buffer.from(Array.from({ length }, (_, at) => at % 251));
    const frame = storedAsZstd(bytes);
    // RFC 8878: a block has up to 128 KB, three bytes of header each.
    expect(frame.length).toBe(length + 13 + 3 * Math.max(1, Math.ceil(length / 131_072)));
    expect(Buffer.from(decompress(frame)).equals(bytes)).toBe(true);
  },
);

test("an empty file is not unpacked", async () => {
  expect(await decompressed(Buffer.alloc(0), "gzip", "f")).toEqual(Buffer.alloc(0));
  await expect(decompressed(Buffer.from("x"), "zstd", "f")).rejects.toThrow(
    "Failed to decompress f: it is not in the ZSTD format",
  );
});

/** "You can only unload VARBYTE columns to text or CSV format." */
test("VARBYTE is unloaded to text and CSV alone", () => {
  const check = (format: UnloadStatement["format"]) => () =>
    checkColumns(columnsOf("int4", "varbyte"), { format, partitionBy: [] });
  for (const format of [CSV.format, text(true, true).format]) expect(check(format)).not.toThrow();
  for (const format of [
    ...[{ kind: "json" } as const, { kind: "parquet" } as const],
    { kind: "fixed-width", widths: [2, 3] } as const,
  ])
    expect(check(format)).toThrow('VARBYTE column "c1" can only be unloaded to text or CSV format');
});

/** SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, BOOLEAN, CHAR, VARCHAR, DATE, TIMESTAMP ("PARTITION BY clause"). */
test("types of partition columns", () => {
  const keys = [
    ...(["int2", "int4", "int8", "numeric", "float4", "bool", "bpchar", "varchar"] as const),
    ...(["date", "timestamp"] as const),
  ];
  const others = ["float8", "timestamptz", "time", "timetz", "super", "varbyte"] as const;
  const refused = [...keys, ...others].filter((kind) => {
    try {
      checkColumns(columnsOf(kind, "int4"), { ...CSV, partitionBy: ["C0"] });
      return false;
    } catch (error) {
      expect(String(error)).toMatch(/Column "c0" is of a type that PARTITION BY does not take$/);
      return true;
    }
  });
  expect(refused).toEqual(others);
});

test("a slice without rows writes no Parquet file, and values keep their parts", async () => {
  const { parquetReadObjects } = await import("hyparquet");
  const columns = columnsOf("timestamp", "timestamptz", "bool", "numeric", "date", "time");
  const row = ["2026-11-28 10:11:12.5", "2026-11-28 10:11:12+00", "f", "-1.5", "1969-12-31", "10:11:12"];
  const [part, ...others] = await parquetParts([row], columns, true);
  expect([part?.slice, part?.rows, others]).toEqual([0, 1, []]);
  const bytes = part?.bytes ?? Buffer.alloc(0);
  const file = Uint8Array.from(bytes).buffer;
  const [read] = await parquetReadObjects({ file, utf8: false });
  expect(read).toEqual({
    ...{
      c0: new Date("2026-11-28T10:11:12.500Z"),
      c1: new Date("2026-11-28T10:11:12Z"),
      c2: false,
      c3: -1.5,
    },
    ...{ c4: new Date("1969-12-31"), c5: "10:11:12" },
  });
});
