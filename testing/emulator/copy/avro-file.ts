import { crc32, deflateRawSync } from "node:zlib";
import { type Schema, streams, Type, types } from "avsc";

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
function longType(schema: Schema): Type | undefined {
  const name = typeof schema === "object" && "type" in schema ? schema.type : schema;
  return name === "long" ? LONG : undefined;
}

/** Longest literal whose length stands in its own tag. */
const LITERAL_BYTES = 60;

/** Snappy of literals alone, which is valid and makes nothing smaller, with the checksum that Avro puts behind it. */
function snapped(data: Buffer): Buffer {
  const length: number[] = [];
  for (let rest = data.length; ; rest = Math.floor(rest / 128)) {
    length.push((rest % 128) + (rest > 127 ? 128 : 0));
    if (rest < 128) break;
  }
  const parts: Uint8Array[] = [Buffer.from(length)];
  for (let at = 0; at < data.length; at += LITERAL_BYTES) {
    const literal = data.subarray(at, at + LITERAL_BYTES);
    parts.push(Buffer.from([(literal.length - 1) << 2]), literal);
  }
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(data));
  return Buffer.concat([...parts, checksum]);
}

const CODECS: Readonly<Record<string, (data: Buffer, done: (error: null, out: Uint8Array) => void) => void>> =
  {
    null: (data, done) => done(null, data),
    deflate: (data, done) => done(null, deflateRawSync(data)),
    snappy: (data, done) => done(null, snapped(data)),
  };

/** The last of a file's blocks, and its header, end with the same bytes. */
const SYNC = Buffer.from("0123456789abcdef");

interface AvroFileOptions {
  /** @default "null" */
  readonly codec?: string;
  /** A block ends once it has so many bytes. @default 65536 */
  readonly blockBytes?: number;
}

/**
 * The bytes of an Avro object container file, as the library's own writer makes them.
 *
 * @param records values of unions as `{ branch: value }`, longs as `bigint`
 */
export async function avroFile(
  schema: Schema,
  records: readonly unknown[],
  { codec = "null", blockBytes = 65_536 }: AvroFileOptions = {},
): Promise<Buffer> {
  const options = { codec, codecs: { ...CODECS, xz: CODECS.null }, blockSize: blockBytes, syncMarker: SYNC };
  // The schema is written as it was given: a type keeps no logical types.
  const header = await encoded(schema, [], { ...options, writeHeader: "always" });
  const type = Type.forSchema(schema, { typeHook: longType, wrapUnions: true });
  return Buffer.concat([header, await encoded(type, records, { ...options, writeHeader: "never" })]);
}

async function encoded(schema: Schema, records: readonly unknown[], options: object): Promise<Buffer> {
  const encoder = new streams.BlockEncoder(schema, options);
  const chunks: Buffer[] = [];
  encoder.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => encoder.on("end", resolve).on("error", reject));
  for (const record of records) encoder.write(record);
  encoder.end();
  await ended;
  return Buffer.concat(chunks);
}
