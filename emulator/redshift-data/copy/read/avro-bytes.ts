/** Bytes that are not what Avro writes, or say more than they hold. */
export class NoAvro extends Error {}

/** What schemas can make of a byte, in values and characters of names, and of a block without bytes. Real files stay far below. */
const COST_PER_BYTE = 1000;
const FREE_COST = 65_536;

/** Longest varint of 64 bits, bytes. */
const LONG_BYTES = 10;

/** Avro's binary encoding, read in order ("Binary Encoding" of Avro's specification). Everything throws {@link NoAvro} at the end of the bytes. */
export class AvroBytes {
  private leftCost: number;

  constructor(
    private readonly whole: Buffer,
    public at = 0,
  ) {
    this.leftCost = whole.length * COST_PER_BYTE + FREE_COST;
  }

  /** Counts what a value costs that may take no byte of its own. */
  spend(cost: number): void {
    this.leftCost -= cost;
    if (this.leftCost < 0) throw new NoAvro("more than the bytes can hold");
  }

  take(length: number): Buffer {
    const end = this.at + length;
    if (!(length >= 0 && end <= this.whole.length)) throw new NoAvro("behind the end");
    const taken = this.whole.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  byte(): number {
    return this.take(1).readUInt8();
  }

  /** A long, and an int, with all its digits. */
  long(): bigint {
    let value = 0n;
    for (let place = 0; place < LONG_BYTES; place++) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << BigInt(7 * place);
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw new NoAvro("no long");
  }

  /** A number of things, or the place of one: none that is below zero. */
  count(): number {
    const value = Number(this.long());
    if (value < 0) throw new NoAvro("below zero");
    return value;
  }

  bytes(): Buffer {
    return this.take(this.count());
  }

  text(): string {
    return this.bytes().toString("utf8");
  }

  /** Once for each item of an array or a map, which the caller reads. */
  *items(): Generator<void> {
    for (;;) {
      const written = Number(this.long());
      if (written === 0) return;
      // With a size behind it, for readers that skip.
      if (written < 0) this.long();
      for (let left = Math.abs(written); left > 0; left--) {
        this.spend(1);
        yield;
      }
    }
  }
}
