import { crc32, inflateRawSync } from "node:zlib";
import { type Schema, Type, types } from "avsc";
import { decompressSnappy } from "hyparquet-compressors";
import { detailedFailure, type StatementNumbers } from "../error-detail";

/** Largest header, with the schema, and largest block of data, bytes ("AVRO" in "Data format parameters"). */
const HEADER_BYTES = 1024 * 1024;
const BLOCK_BYTES = 4 * 1024 * 1024;

const MAGIC = Buffer.from("Obj\u0001");

/** The parts of an object container file ("Object Container Files" of Avro's specification). */
const HEADER = Type.forSchema({
  type: "record",
  name: "Header",
  fields: [
    { name: "magic", type: { type: "fixed", name: "Magic", size: 4 } },
    { name: "meta", type: { type: "map", values: "bytes" } },
    { name: "sync", type: { type: "fixed", name: "Sync", size: 16 } },
  ],
});
const BLOCK = Type.forSchema({
  type: "record",
  name: "Block",
  fields: [
    { name: "count", type: "long" },
    { name: "data", type: "bytes" },
    { name: "sync", type: { type: "fixed", name: "Sync", size: 16 } },
  ],
});

/** 64 bits do not fit into a number. */
const LONG = types.LongType.__with({
  fromBuffer: (bytes: Buffer) => bytes.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return bytes;
  },
  fromJSON: BigInt,
  toJSON: String,
  isValid: (value: unknown) => typeof value === "bigint",
  compare: (one: bigint, other: bigint) => (one < other ? -1 : one > other ? 1 : 0),
});

/** The type of a long, with or without a logical type. */
export function longType(schema: Schema): Type | undefined {
  const name = typeof schema === "object" && "type" in schema ? schema.type : schema;
  return name === "long" ? LONG : undefined;
}

interface Header {
  readonly meta: Readonly<Record<string, Buffer>>;
  readonly sync: Buffer;
}

interface Block {
  readonly count: number;
  readonly data: Buffer;
  readonly sync: Buffer;
}

/** A value and the type that its file says it has. Of a long it is a `bigint`, of a union an object with the branch's name. */
export interface AvroValue {
  readonly type: Type;
  readonly value: unknown;
}

/** What is wrong with a file. */
class AvroProblem extends Error {}

/**
 * The records of an Avro file. Logical types are none to COPY: a value is that of the type below.
 *
 * @throws StatementFailure when the file is none, or COPY does not take it
 */
export function* avroRecords(bytes: Buffer, numbers: StatementNumbers): Generator<AvroValue> {
  try {
    yield* records(bytes);
  } catch (error) {
    if (!(error instanceof AvroProblem)) throw error;
    const message = `Cannot init avro reader from s3 file ${error.message}`;
    throw detailedFailure(
      message,
      { code: 8001, context: message, location: "avropath_request.cpp:432" },
      numbers,
    );
  }
}

function* records(bytes: Buffer): Generator<AvroValue> {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new AvroProblem("Incorrect Avro container file magic number");
  }
  const { value: header, end: start } = decoded<Header>(HEADER, bytes, 0, "the header");
  if (start > HEADER_BYTES) throw new AvroProblem(`The header of ${start} bytes exceeds the limit of 1 MB`);
  const type = schemaType(header.meta["avro.schema"]);
  const codec = String(header.meta["avro.codec"] ?? "null");
  for (let at = start; at < bytes.length; ) {
    const { value: block, end } = decoded<Block>(BLOCK, bytes, at, "a block of data");
    if (!block.sync.equals(header.sync)) throw new AvroProblem("Incorrect sync bytes");
    const data = uncompressed(block.data, codec);
    if (Math.max(data.length, block.data.length) > BLOCK_BYTES) {
      throw new AvroProblem(`A block of ${data.length} bytes exceeds the limit of 4 MB`);
    }
    let place = 0;
    for (let record = 0; record < block.count; record++) {
      const { value, end: next } = decoded<unknown>(type, data, place, "a record");
      yield { type, value };
      place = next;
    }
    if (place !== data.length) throw new AvroProblem("A block holds more than its records");
    at = end;
  }
}

function decoded<T>(
  type: Type,
  bytes: Buffer,
  at: number,
  what: string,
): { readonly value: T; readonly end: number } {
  let offset = -1;
  let value: T | undefined;
  try {
    ({ value, offset } = type.decode(bytes, at));
  } catch {
    // Told below, in words that quote nothing of the data.
  }
  if (value === undefined || offset < 0) throw new AvroProblem(`Cannot read ${what} at byte ${at}`);
  return { value, end: offset };
}

function schemaType(schema: Buffer | undefined): Type {
  let type: Type;
  try {
    type = Type.forSchema(JSON.parse(String(schema)), { typeHook: longType, wrapUnions: true });
  } catch {
    throw new AvroProblem("Cannot parse file header");
  }
  if (type.typeName !== "record") throw new AvroProblem("The Avro schema type must be record");
  return type;
}

function uncompressed(data: Buffer, codec: string): Buffer {
  switch (codec) {
    case "null":
      return data;
    case "deflate":
      return attempted(() => inflateRawSync(data), codec);
    case "snappy":
      return attempted(() => unsnapped(data), codec);
    default:
      throw new AvroProblem(`Unknown codec ${codec}: COPY takes null, deflate and snappy`);
  }
}

function attempted(read: () => Buffer | undefined, codec: string): Buffer {
  let data: Buffer | undefined;
  try {
    data = read();
  } catch {
    // Told below.
  }
  if (data === undefined) throw new AvroProblem(`Cannot decompress a block with codec ${codec}`);
  return data;
}

/** Behind the data stands its checksum. @returns nothing where it is another one */
function unsnapped(block: Buffer): Buffer | undefined {
  const compressed = block.subarray(0, -4);
  let length = 0;
  for (let at = 0, shift = 0; ; at++, shift += 7) {
    const byte = compressed[at] ?? 0;
    length += (byte & 0x7f) * 2 ** shift;
    if ((byte & 0x80) === 0) break;
  }
  const data = Buffer.from(decompressSnappy(compressed, length));
  return crc32(data) === block.readUInt32BE(block.length - 4) ? data : undefined;
}
