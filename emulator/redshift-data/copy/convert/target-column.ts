/** The kinds of values that columns hold, by how COPY reads them. */
export type ColumnKind =
  | "int2"
  | "int4"
  | "int8"
  | "numeric"
  | "float4"
  | "float8"
  | "bool"
  | "bpchar"
  | "varchar"
  | "date"
  | "timestamp"
  | "timestamptz"
  | "time"
  | "timetz"
  | "super"
  | "varbyte"
  | "other";

/** A column that a COPY loads. */
export interface TargetColumn {
  /** As the engine names it. */
  readonly name: string;
  /** As the user names it. */
  readonly shownName: string;
  readonly kind: ColumnKind;
  /** Bytes of a text; 0 for other types. */
  readonly length: number;
  /** Digits of a decimal, and those behind the point. */
  readonly precision: number;
  readonly scale: number;
  readonly isNullable: boolean;
  /** Its values are made by the database. */
  readonly isIdentity: boolean;
}

/** The engine's number of a type → its kind. */
const KINDS: ReadonlyMap<number, ColumnKind> = new Map<number, ColumnKind>([
  [16, "bool"],
  [17, "varbyte"],
  [20, "int8"],
  [21, "int2"],
  [23, "int4"],
  [25, "varchar"],
  [114, "super"],
  [700, "float4"],
  [701, "float8"],
  [1042, "bpchar"],
  [1043, "varchar"],
  [1082, "date"],
  [1083, "time"],
  [1114, "timestamp"],
  [1184, "timestamptz"],
  [1266, "timetz"],
  [1700, "numeric"],
]);

const LONGEST_TEXT = 65_535;

/** What the engine knows of a type, as a column's kind and sizes. */
export function typeOfColumn(
  typeId: number,
  modifier: number,
): Pick<TargetColumn, "kind" | "length" | "precision" | "scale"> {
  const kind = KINDS.get(typeId) ?? "other";
  const packed = modifier - 4;
  if (kind === "numeric") {
    return modifier < 0
      ? { kind, length: 0, precision: 38, scale: 37 }
      : { kind, length: 0, precision: packed >> 16, scale: packed & 0x7ff };
  }
  const isText = kind === "varchar" || kind === "bpchar";
  return { kind, length: isText ? (modifier < 0 ? LONGEST_TEXT : packed) : 0, precision: 0, scale: 0 };
}

/** `col_length` of the views of load errors. */
export function lengthText({ kind, length, precision, scale }: TargetColumn): string {
  if (kind === "numeric") return `${precision}, ${scale}`;
  return String(length);
}
