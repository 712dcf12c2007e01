import { crc32, inflateRawSync } from "node:zlib";
import { Type } from "avsc";
import { decompressSnappy } from "hyparquet-compressors";
import { isJson } from "../../../../aws/json";
import { detailedFailure, type StatementNumbers } from "../error-detail";
import { AvroBytes, NoAvro } from "./avro-bytes";
import { recordText } from "./avro-text";

/** Largest header, with the schema, and largest block of data, bytes ("AVRO" in "Data format parameters"). */
const HEADER_BYTES = 1024 * 1024;
const BLOCK_BYTES = 4 * 1024 * 1024;

const MAGIC = Buffer.from("Obj\u0001");
const SYNC_BYTES = 16;

/** What is wrong with a file. */
class AvroProblem extends Error {}

/**
 * The records of an Avro file as texts of JSON. Logical types are none to COPY: a value is that of the type below. What a file says of
 * its own sizes is not believed: it costs memory and time in proportion to its bytes.
 *
 * @throws StatementFailure when the file is none, or COPY does not take it
 */
export function* avroRecords(bytes: Buffer, numbers: StatementNumbers): Generator<string> {
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

function* records(bytes: Buffer): Generator<string> {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new AvroProblem("Incorrect Avro container file magic number");
  }
  const file = new AvroBytes(bytes, MAGIC.length);
  const header = read("the header", 0, () => headerOf(file));
  if (file.at > HEADER_BYTES)
    throw new AvroProblem(`The header of ${file.at} bytes exceeds the limit of 1 MB`);
  const type = schemaType(header.meta.get("avro.schema"));
  const codec = String(header.meta.get("avro.codec") ?? "null");
  while (file.at < bytes.length) {
    const block = read("a block of data", file.at, () => blockOf(file));
    if (!block.sync.equals(header.sync)) throw new AvroProblem("Incorrect sync bytes");
    const data = uncompressed(block.data, codec);
    yield* blockRecords(type, data, block.count);
  }
}

function* blockRecords(type: Type, data: Buffer, count: number): Generator<string> {
  if (count > data.length) {
    throw new AvroProblem(`A block of ${data.length} bytes says that it holds ${count} records`);
  }
  const values = new AvroBytes(data);
  for (let record = 0; record < count; record++) {
    yield read("a record", values.at, () => recordText(type, values));
  }
  if (values.at !== data.length) throw new AvroProblem("A block holds more than its records");
}

/** The parts of an object container file ("Object Container Files" of Avro's specification). */
function headerOf(file: AvroBytes): {
  readonly meta: ReadonlyMap<string, Buffer>;
  readonly sync: Buffer;
} {
  const meta = new Map<string, Buffer>();
  for (const _ of file.items()) meta.set(file.text(), file.bytes());
  return { meta, sync: file.take(SYNC_BYTES) };
}

function blockOf(file: AvroBytes): { readonly count: number; readonly data: Buffer; readonly sync: Buffer } {
  return { count: file.count(), data: file.bytes(), sync: file.take(SYNC_BYTES) };
}

/** Errors are told in words that quote nothing of the data. */
function read<T>(what: string, at: number, reader: () => T): T {
  try {
    return reader();
  } catch (error) {
    if (!(error instanceof NoAvro)) throw error;
    throw new AvroProblem(`Cannot read ${what} at byte ${at}`);
  }
}

function schemaType(schema: Buffer | undefined): Type {
  let type: Type;
  try {
    type = Type.forSchema(JSON.parse(String(schema)), { wrapUnions: true });
  } catch {
    throw new AvroProblem("Cannot parse file header");
  }
  if (type.typeName !== "record") throw new AvroProblem("The Avro schema type must be record");
  return type;
}

/** No more is ever unpacked than a block may have. */
function uncompressed(data: Buffer, codec: string): Buffer {
  requireBlock(data.length);
  switch (codec) {
    case "null":
      return data;
    case "deflate":
      return attempted(() => inflated(data), codec);
    case "snappy":
      return attempted(() => unsnapped(data), codec);
    default:
      throw new AvroProblem(`Unknown codec ${codec}: COPY takes null, deflate and snappy`);
  }
}

function requireBlock(length: number): void {
  if (length > BLOCK_BYTES) throw new AvroProblem("A block exceeds the limit of 4 MB");
}

function attempted(unpack: () => Buffer | undefined, codec: string): Buffer {
  let data: Buffer | undefined;
  try {
    data = unpack();
  } catch (error) {
    if (error instanceof AvroProblem) throw error;
    // Told below.
  }
  if (data === undefined) throw new AvroProblem(`Cannot decompress a block with codec ${codec}`);
  return data;
}

function inflated(data: Buffer): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: BLOCK_BYTES });
  } catch (error) {
    if (isJson(error) && error.code === "ERR_BUFFER_TOO_LARGE") requireBlock(Infinity);
    throw error;
  }
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
  requireBlock(length);
  const data = Buffer.from(decompressSnappy(compressed, length));
  return crc32(data) === block.readUInt32BE(block.length - 4) ? data : undefined;
}
