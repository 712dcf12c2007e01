import type { SqlResult } from "../../result/result-set";
import { type ColumnKind, typeOfColumn } from "../convert/target-column";

/** A column of an unloaded query. */
export interface UnloadedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Bytes of a text; 0 for other types. */
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
}

/** Digits of a decimal that no column declares ("Computations with numeric values"). */
const COMPUTED_PRECISION = 38;

/** The columns of a result; a computed decimal has the digits of its longest value. */
export function unloadedColumns({ columns, scales }: SqlResult): readonly UnloadedColumn[] {
  return columns.map(({ name, dataTypeID, dataTypeModifier }, index) => {
    const type = typeOfColumn(dataTypeID, dataTypeModifier);
    if (type.kind !== "numeric" || dataTypeModifier >= 0) return { name, ...type };
    return { name, ...type, precision: COMPUTED_PRECISION, scale: scales[index] ?? 0 };
  });
}

/** Names of types in the schema of a verbose manifest. */
const BASES: Readonly<Record<ColumnKind, string>> = {
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  numeric: "numeric",
  float4: "real",
  float8: "double precision",
  bool: "boolean",
  bpchar: "character",
  varchar: "character varying",
  date: "date",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  time: "time without time zone",
  timetz: "time with time zone",
  super: "super",
  varbyte: "binary varying",
  other: "character varying",
};

/** A column in the schema of a verbose manifest. */
export function manifestElement({ name, kind, length, precision, scale }: UnloadedColumn): object {
  const base = BASES[kind];
  if (kind === "numeric") return { name, type: { base, precision, scale } };
  return { name, type: length === 0 ? { base } : { base, max_length: length } };
}
