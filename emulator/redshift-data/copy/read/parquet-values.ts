import { isUtf8 } from "node:buffer";
import type { SchemaElement } from "hyparquet";
import { dateText, momentOf, timeText } from "../convert/date-parts";
import type { ColumnKind } from "../convert/target-column";
import { decodeText, INVALID_BYTE } from "./decode-text";

/** What a column of a Parquet file holds, and how a value of it is written as text. */
export interface ParquetType {
  /** As messages name it. */
  readonly name: string;
  /** The columns into which it can be loaded. */
  readonly kinds: readonly ColumnKind[];
  readonly text: (value: unknown) => string;
  /** As JSON, for SUPER. */
  readonly json: (value: unknown) => string;
}

type StoredType = Omit<ParquetType, "json">;

const TEXTS: readonly ColumnKind[] = ["varchar", "bpchar", "other"];
const MICROSECONDS: Readonly<Record<string, bigint>> = { MILLIS: 1000n, MICROS: 1n };
const DAY_MICROSECONDS = 86_400_000_000n;

/** A number as JSON has it; what is none there is a string. */
const JSON_NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const NUMBERS: ReadonlySet<string> = new Set(["INT32", "INT64", "FLOAT", "DOUBLE", "DECIMAL"]);

/** Values come as the file stores them: hyparquet's own conversion turns decimals into floating-point numbers. */
export function parquetType(element: SchemaElement): ParquetType {
  const type = storedType(element);
  const isJson = element.converted_type === "JSON" || element.logical_type?.type === "JSON";
  return { ...type, json: isJson ? type.text : (value) => jsonText(type.name, type.text(value)) };
}

function jsonText(type: string, text: string): string {
  if (type === "BOOLEAN") return text === "t" ? "true" : "false";
  // JSON would write the marks of bytes that are not valid as escapes, which nobody could tell any more.
  const staysAsItIs = INVALID_BYTE.test(text) || (NUMBERS.has(type) && JSON_NUMBER.test(text));
  return staysAsItIs ? text : JSON.stringify(text);
}

function storedType(element: SchemaElement): StoredType {
  const { type = "BYTE_ARRAY", converted_type: converted, logical_type: logical } = element;
  const kind = logical?.type;
  if (converted === "DECIMAL" || kind === "DECIMAL") {
    const scale = element.scale ?? (logical?.type === "DECIMAL" ? logical.scale : 0);
    return { name: "DECIMAL", kinds: ["numeric"], text: (value) => decimalText(unscaled(value), scale) };
  }
  if (converted === "DATE" || kind === "DATE") {
    return {
      name: "DATE",
      kinds: ["date"],
      text: (value) => dateText(momentOf(integer(value) * DAY_MICROSECONDS)),
    };
  }
  if (type === "INT96") return timestamps((value) => ofNanoseconds(integer(value)));
  const unit = /^(?:TIMESTAMP|TIME)_(MILLIS|MICROS)$/.exec(converted ?? "")?.[1] ?? unitOf(logical);
  const toMicroseconds = (value: unknown) =>
    unit === "NANOS" ? ofNanoseconds(integer(value)) : integer(value) * (MICROSECONDS[unit] ?? 1n);
  if (converted?.startsWith("TIMESTAMP_") || kind === "TIMESTAMP") return timestamps(toMicroseconds);
  if (converted?.startsWith("TIME_") || kind === "TIME") {
    return {
      name: "TIME",
      kinds: ["time", "timetz"],
      text: (value) => timeText(momentOf(toMicroseconds(value))),
    };
  }
  const isUnsigned = logical?.type === "INTEGER" && !logical.isSigned;
  if (type === "BYTE_ARRAY" || type === "FIXED_LEN_BYTE_ARRAY") {
    return { name: type, kinds: [...TEXTS, "varbyte"], text: bytesText };
  }
  return physicalType(type, isUnsigned || converted === "UINT_32" || converted === "UINT_64");
}

function physicalType(type: string, isUnsigned: boolean): StoredType {
  switch (type) {
    case "BOOLEAN":
      return { name: type, kinds: ["bool"], text: (value) => (value === true ? "t" : "f") };
    case "INT32":
      return {
        name: type,
        kinds: ["int2", "int4", "int8"],
        text: (value) => integerText(value, isUnsigned ? 32 : 0),
      };
    case "INT64":
      return { name: type, kinds: ["int8"], text: (value) => integerText(value, isUnsigned ? 64 : 0) };
    case "FLOAT":
      return { name: type, kinds: ["float4", "float8"], text: String };
    default:
      return { name: type, kinds: ["float8"], text: String };
  }
}

function timestamps(toMicroseconds: (value: unknown) => bigint): StoredType {
  const text = (value: unknown) => {
    const moment = momentOf(toMicroseconds(value));
    return `${dateText(moment)} ${timeText(moment)}`;
  };
  return { name: "TIMESTAMP", kinds: ["timestamp", "timestamptz"], text };
}

function unitOf(logical: SchemaElement["logical_type"]): string {
  return logical?.type === "TIMESTAMP" || logical?.type === "TIME" ? logical.unit : "MICROS";
}

/** Whole microseconds, before 1970 too. */
function ofNanoseconds(nanoseconds: bigint): bigint {
  return (nanoseconds - (((nanoseconds % 1000n) + 1000n) % 1000n)) / 1000n;
}

function integer(value: unknown): bigint {
  return typeof value === "bigint" ? value : BigInt(Number(value));
}

function integerText(value: unknown, unsignedBits: number): string {
  if (unsignedBits === 0) return String(value);
  return String(BigInt.asUintN(unsignedBits, integer(value)));
}

function bytesText(value: unknown): string {
  if (!(value instanceof Uint8Array)) return String(value);
  const bytes = Buffer.from(value);
  return isUtf8(bytes) ? bytes.toString("utf8") : decodeText(bytes, "utf8").text;
}

/** The whole number of a decimal: two's complement, the highest byte first. */
function unscaled(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return integer(value);
  const hex = Buffer.from(value).toString("hex");
  return hex === "" ? 0n : BigInt.asIntN(value.length * 8, BigInt(`0x${hex}`));
}

function decimalText(whole: bigint, scale: number): string {
  if (scale === 0) return String(whole);
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, "0");
  const point = digits.length - scale;
  return `${whole < 0n ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}
