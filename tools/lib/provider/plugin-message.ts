/** gRPC's head of a message: whether it is compressed, and its length. */
const HEAD_BYTES = 5;
/** What a protocol buffer calls a field of bytes, of text, or of another message. */
export const BYTES = 2;

/** One field of a message between Terraform and a provider. */
export interface MessageField {
  readonly number: number;
  /** With tag and length, as it stands in the message. */
  readonly whole: Buffer;
  readonly content: Buffer;
}

/**
 * The fields of a message as gRPC sends it, in their order.
 *
 * @throws Error when it is compressed, is not one message, or has a field that is a number
 */
export function pluginFields(message: Buffer): readonly MessageField[] {
  if (message[0] !== 0 || message.readUInt32BE(1) !== message.length - HEAD_BYTES) {
    throw new Error("the provider's message is compressed, or more than one");
  }
  const fields: MessageField[] = [];
  for (let at = HEAD_BYTES; at < message.length; ) {
    const [tag, afterTag] = numberAt(message, at);
    const [length, start] = numberAt(message, afterTag);
    const number = tag >> 3;
    if ((tag & 7) !== BYTES) throw new Error(`field ${number} of the provider's message is a number`);
    const end = start + length;
    fields.push({ number, whole: message.subarray(at, end), content: message.subarray(start, end) });
    at = end;
  }
  return fields;
}

/** A message of these fields, as gRPC sends it. */
export function pluginMessage(fields: readonly Pick<MessageField, "whole">[]): Buffer {
  const body = Buffer.concat(fields.map(({ whole }) => whole));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** A number in groups of seven bits, the lowest first. @returns it, and where the next thing begins */
export function numberAt(buffer: Buffer, at: number): readonly [value: number, next: number] {
  const byte = buffer.readUInt8(at);
  if (byte < 0x80) return [byte, at + 1];
  const [higher, next] = numberAt(buffer, at + 1);
  return [(byte & 0x7f) + higher * 0x80, next];
}
