/** How a type is named, described and carried in a result. */
interface RedshiftType {
  readonly name: string;
  /** Member of the `Field` union (AWS documentation, JDBC mapping of the Data API). */
  readonly field: "booleanValue" | "longValue" | "doubleValue" | "stringValue" | "blobValue";
  /** Precision the Redshift JDBC driver reports; declared lengths and decimals override it. */
  readonly precision: number;
  readonly scale?: number;
}

const MAX_VARCHAR_BYTES = 65_535;
const MAX_VARBYTE_BYTES = 16_777_216;
const MAX_SUPER_BYTES = 16_777_216;

const VARCHAR: RedshiftType = { name: "varchar", field: "stringValue", precision: MAX_VARCHAR_BYTES };

/** What Redshift has instead of JSON; its text is compact JSON. */
const SUPER: RedshiftType = { name: "super", field: "stringValue", precision: MAX_SUPER_BYTES };

/** PostgreSQL type OID → Redshift. */
const TYPES: ReadonlyMap<number, RedshiftType> = new Map([
  [16, { name: "bool", field: "booleanValue", precision: 1 }],
  // Redshift's driver calls VARBYTE a LONGVARBINARY, which the documented mapping carries as a blob.
  [17, { name: "varbyte", field: "blobValue", precision: MAX_VARBYTE_BYTES }],
  [18, { name: "char", field: "stringValue", precision: 1 }],
  [19, { name: "name", field: "stringValue", precision: 64 }],
  [20, { name: "int8", field: "longValue", precision: 19 }],
  [21, { name: "int2", field: "longValue", precision: 5 }],
  [23, { name: "int4", field: "longValue", precision: 10 }],
  [25, VARCHAR],
  [26, { name: "oid", field: "longValue", precision: 10 }],
  [114, SUPER],
  [3802, SUPER],
  [700, { name: "float4", field: "doubleValue", precision: 8, scale: 8 }],
  [701, { name: "float8", field: "doubleValue", precision: 17, scale: 17 }],
  [1042, { name: "bpchar", field: "stringValue", precision: 1 }],
  [1043, VARCHAR],
  [1082, { name: "date", field: "stringValue", precision: 13 }],
  [1083, { name: "time", field: "stringValue", precision: 15, scale: 6 }],
  [1114, { name: "timestamp", field: "stringValue", precision: 29, scale: 6 }],
  [1184, { name: "timestamptz", field: "stringValue", precision: 35, scale: 6 }],
  [1266, { name: "timetz", field: "stringValue", precision: 21, scale: 6 }],
  [1700, { name: "numeric", field: "stringValue", precision: 38 }],
]);

/** The Redshift type of a column; types Redshift does not have are given as text. */
export function redshiftType(typeId: number): RedshiftType {
  return TYPES.get(typeId) ?? VARCHAR;
}
