/** Fields of `GetProviderSchema.Response` that are maps by type: resources, data sources, ephemeral resources. */
const MAPS_BY_TYPE: readonly number[] = [2, 3, 8];
/** A protocol buffer's fields of bytes, and the key of a map's entry as one. */
const BYTES = 2;
const KEY_TAG = (1 << 3) | BYTES;
/** gRPC's head of a message: whether it is compressed, and its length. */
const HEAD_BYTES = 5;

/**
 * A provider's schema without the types that a stack does not use: Terraform takes most of a plan's processor time to read those of
 * AWS, some 1,500. Terraform refuses a type that is not in the schema.
 *
 * @param message as gRPC sends it
 * @throws Error when it is not what a provider of protocol 5 answers
 */
export function schemaOfTypes(message: Buffer, isUsed: (type: string) => boolean): Buffer {
  if (message[0] !== 0 || message.readUInt32BE(1) !== message.length - HEAD_BYTES) {
    throw new Error("the provider's schema is compressed, or more than one message");
  }
  const kept: Buffer[] = [];
  for (let at = HEAD_BYTES; at < message.length; ) {
    const [tag, afterTag] = numberAt(message, at);
    const [length, start] = numberAt(message, afterTag);
    if ((tag & 7) !== BYTES) throw new Error(`field ${tag >> 3} of the provider's schema is no message`);
    const entry = message.subarray(start, start + length);
    if (!MAPS_BY_TYPE.includes(tag >> 3) || isUsed(keyOf(entry)))
      kept.push(message.subarray(at, start + length));
    at = start + length;
  }
  const body = Buffer.concat(kept);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

function keyOf(entry: Buffer): string {
  if (entry[0] !== KEY_TAG) throw new Error("an entry of the provider's schema does not begin with its type");
  const [length, start] = numberAt(entry, 1);
  return entry.toString("utf8", start, start + length);
}

/** A number in groups of seven bits, the lowest first. @returns it, and where the next thing begins */
function numberAt(buffer: Buffer, at: number): readonly [value: number, next: number] {
  const byte = buffer.readUInt8(at);
  if (byte < 0x80) return [byte, at + 1];
  const [higher, next] = numberAt(buffer, at + 1);
  return [(byte & 0x7f) + higher * 0x80, next];
}
