import type { TargetColumn } from "../../../../../emulator/redshift-data/copy/convert/target-column";
import { parquetParts } from "../../../../../emulator/redshift-data/copy/write/parquet-parts";
import {
  manifestElement,
  unloadedColumns,
} from "../../../../../emulator/redshift-data/copy/write/unloaded-column";
import { targetColumn } from "../../../../../testing/emulator/copy/converted-values";

/** The types that a manifest names and Parquet has, of every kind of column. */
const TYPES: Readonly<Record<TargetColumn["kind"], readonly [base: string, stored: string]>> = {
  int2: ["smallint", "INT32"],
  int4: ["integer", "INT32"],
  int8: ["bigint", "INT64"],
  numeric: ["numeric", "FIXED_LEN_BYTE_ARRAY 16 DECIMAL 8 2"],
  float4: ["real", "FLOAT"],
  float8: ["double precision", "DOUBLE"],
  bool: ["boolean", "BOOLEAN"],
  bpchar: ["character", "BYTE_ARRAY UTF8"],
  varchar: ["character varying", "BYTE_ARRAY UTF8"],
  date: ["date", "INT32 DATE"],
  timestamp: ["timestamp without time zone", "INT64 TIMESTAMP_MICROS"],
  timestamptz: ["timestamp with time zone", "INT64 TIMESTAMP_MICROS"],
  time: ["time without time zone", "BYTE_ARRAY UTF8"],
  timetz: ["time with time zone", "BYTE_ARRAY UTF8"],
  super: ["super", "BYTE_ARRAY JSON"],
  varbyte: ["binary varying", ""],
  other: ["character varying", "BYTE_ARRAY UTF8"],
};

test("types in a manifest, and in files of Parquet, all of which may be NULL", async () => {
  const { parquetMetadata } = await import("hyparquet");
  const kinds = Object.keys(TYPES) as TargetColumn["kind"][];
  const base = (kind: TargetColumn["kind"]) => {
    const { type } = manifestElement(targetColumn(kind)) as { type: { base: string } };
    return type.base;
  };
  expect(kinds.map(base)).toEqual(kinds.map((kind) => TYPES[kind][0]));
  const written = kinds.filter((kind) => kind !== "varbyte");
  const [part] = await parquetParts(
    [written.map(() => null)],
    written.map((kind, at) => ({ ...targetColumn(kind), name: `c${at}` })),
    false,
  );
  const { schema } = parquetMetadata(Uint8Array.from(part?.bytes ?? []).buffer);
  const stored = schema
    .slice(1)
    .map(({ type, type_length, converted_type, logical_type, precision, scale, repetition_type }) =>
      [
        ...[repetition_type, type, type_length],
        ...[converted_type ?? logical_type?.type, precision, scale],
      ].filter((told) => told !== undefined),
    );
  expect(stored.map((told) => told.join(" "))).toEqual(written.map((kind) => `OPTIONAL ${TYPES[kind][1]}`));
});

test("columns of a result, in the schema of a manifest: a computed decimal has 38 digits", () => {
  const types = [
    ...[
      [1700, (8 << 16) + 2 + 4],
      [1700, -1],
      [1043, 24],
      [25, -1],
      [17, -1],
      [1114, -1],
      [23, -1],
    ],
  ];
  const columns = types.map(([dataTypeID = 0, dataTypeModifier = 0], at) => ({
    ...{ name: `c${at}`, dataTypeID, dataTypeModifier },
  }));
  const result = { columns, scales: [0, 5] } as unknown as Parameters<typeof unloadedColumns>[0];
  const type = (base: string, more: object = {}) => ({ base, ...more });
  expect(unloadedColumns(result).map(manifestElement)).toEqual(
    [
      type("numeric", { precision: 8, scale: 2 }),
      type("numeric", { precision: 38, scale: 5 }),
      type("character varying", { max_length: 20 }),
      type("character varying", { max_length: 65_535 }),
      type("binary varying"),
      type("timestamp without time zone"),
      type("integer"),
    ].map((told, at) => ({ name: `c${at}`, type: told })),
  );
});
