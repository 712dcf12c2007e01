import { type Type, types } from "avsc";
import { type AvroBytes, NoAvro } from "./avro-bytes";

/** Deepest value: a type may hold itself. */
const MAX_DEPTH = 1000;
/** Longest text. COPY takes an object of 4 MB, which is said of the record itself. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

/**
 * The next value as text of JSON, straight from the bytes: no name of the file ever becomes one of an object's. Numbers keep their digits, an
 * enum is its name, bytes are the characters of their numbers, as in Avro's own encoding in JSON; of a union it is the value alone.
 *
 * @throws NoAvro
 */
export function recordText(type: Type, bytes: AvroBytes): string {
  const end = { left: MAX_CHARACTERS };
  return valueText(type, bytes, 0, (text) => {
    end.left -= text.length;
    if (end.left < 0) throw new NoAvro("too long");
    return text;
  });
}

/** Counts a text that a value is, or a name that stands before one. */
type Counted = (text: string) => string;

function valueText(type: Type, bytes: AvroBytes, depth: number, counted: Counted): string {
  if (depth > MAX_DEPTH) throw new NoAvro("too deep");
  bytes.spend(1);
  const inner = (below: Type) => valueText(below, bytes, depth + 1, counted);
  const named = (name: string, below: Type) => {
    bytes.spend(name.length);
    return `${counted(JSON.stringify(name))}:${inner(below)}`;
  };
  if (type instanceof types.WrappedUnionType) return inner(chosen(type.types, bytes));
  if (type instanceof types.RecordType) {
    return `{${type.fields.map(({ name, type: field }) => named(name, field)).join(",")}}`;
  }
  if (type instanceof types.MapType) {
    return `{${Array.from(bytes.items(), () => named(bytes.text(), type.valuesType)).join(",")}}`;
  }
  if (type instanceof types.ArrayType) {
    return `[${Array.from(bytes.items(), () => inner(type.itemsType)).join(",")}]`;
  }
  if (type instanceof types.EnumType) {
    const symbol = chosen(type.symbols, bytes);
    bytes.spend(symbol.length);
    return counted(JSON.stringify(symbol));
  }
  if (type instanceof types.FixedType) {
    return counted(JSON.stringify(bytes.take(type.size).toString("latin1")));
  }
  return counted(plainText(type, bytes));
}

function plainText({ typeName }: Type, bytes: AvroBytes): string {
  switch (typeName) {
    case "null":
      return "null";
    case "boolean":
      return String(bytes.byte() === 1);
    case "int":
    case "long":
      return String(bytes.long());
    case "float":
      return numberText(bytes.take(4).readFloatLE());
    case "double":
      return numberText(bytes.take(8).readDoubleLE());
    case "bytes":
      return JSON.stringify(bytes.bytes().toString("latin1"));
    case "string":
      return JSON.stringify(bytes.text());
    default:
      throw new NoAvro("a type of another kind");
  }
}

/** JSON has no number that is none, or infinite. */
function numberText(value: number): string {
  return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
}

function chosen<T>(all: readonly T[], bytes: AvroBytes): T {
  const one = all[bytes.count()];
  if (one === undefined) throw new NoAvro("none of them");
  return one;
}
