import { randomBytes } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS_PER_CHARACTER = 5;
/** Characters after the prefix. */
const LENGTH = 16;
/** The account's number stands in 40 bits: the first bit and those after it mean something else. */
const BITS_AFTER_ACCOUNT = 39;
const ACCOUNT_MASK = (1n << 40n) - 1n;

/**
 * A new random access key id. Like AWS's it holds the account, so that GetAccessKeyInfo can tell it.
 *
 * @param prefix `AKIA` of a long-term key, `ASIA` of a temporary one
 */
export function newAccessKeyId(prefix: "AKIA" | "ASIA", accountId: string): string {
  const random = BigInt(`0x${randomBytes(10).toString("hex")}`);
  const shift = BigInt(BITS_AFTER_ACCOUNT);
  const bits = (random & ~(ACCOUNT_MASK << shift)) | (BigInt(accountId) << shift);
  const characters = Array.from({ length: LENGTH }, (_, index) => {
    const position = BigInt((LENGTH - 1 - index) * BITS_PER_CHARACTER);
    return BASE32[Number((bits >> position) & 31n)];
  });
  return `${prefix}${characters.join("")}`;
}

/** The account that an access key id holds, twelve digits; `undefined` for a text that is no such id. */
export function accountOfAccessKeyId(accessKeyId: string): string | undefined {
  // The characters with the account; those after them may be any.
  const [, characters] = /^A[A-Z0-9]{3}([A-Z2-7]{9})[A-Z0-9]{7}$/.exec(accessKeyId) ?? [];
  if (characters === undefined) return undefined;
  const bits = [...characters].reduce(
    (value, character) => value * 32n + BigInt(BASE32.indexOf(character)),
    0n,
  );
  const bitsAfter = BITS_AFTER_ACCOUNT - (LENGTH - characters.length) * BITS_PER_CHARACTER;
  return String((bits >> BigInt(bitsAfter)) & ACCOUNT_MASK).padStart(12, "0");
}
