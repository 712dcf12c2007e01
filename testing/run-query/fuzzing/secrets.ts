import type { Chance } from "./chance";

/** Of no five of these is there a word, an identifier or a time: what a text has of them, it has of a secret. */
const LETTERS = "hjkqvwxzHJKQVWXZ";

/** A value that nothing but a parameter has, and that is found in a text also when a part of it is missing. */
export function createSecret(chance: Chance): string {
  const some = () => Array.from({ length: 12 }, () => LETTERS[chance.below(LETTERS.length)]).join("");
  return chance.of(some(), `${some()} ${some()}`, ` ${some()}'${some()} `, `é"${some()}\\${some()}`);
}

/** What engines do to a value before they quote it. */
const CHANGES: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => secret.trim(),
  (secret) => secret.toUpperCase(),
  (secret) => `prefix-${secret}-suffix`,
  (secret) => secret.slice(0, -3),
  (secret) => secret.slice(3),
  (secret) => Buffer.from(secret).toString("hex"),
  (secret) => Buffer.from(secret).toString("base64"),
  (secret) => JSON.stringify(secret),
  (secret) => secret.replaceAll("'", "''"),
  (secret) => [...secret].reverse().join(""),
  (secret) => secret.replace(/.{4}/g, "$&\n"),
];

/** A secret as an engine may quote it. */
export function asQuoted(chance: Chance, secret: string): string {
  return chance.of(...CHANGES)(secret);
}

/** Which of the secrets a text shows, as they are or changed, wholly or by a telling part. */
export function shownSecrets(text: string, secrets: readonly string[]): string[] {
  const inAnyCase = text.toLowerCase();
  return secrets.filter((secret) => {
    const bytes = Buffer.from(secret);
    const parts = secret.toLowerCase().match(/[a-z0-9]{12}/g) ?? [];
    const pieces = parts.flatMap((part) => [part.slice(0, 5), part.slice(-5), part.slice(3, 8)]);
    const backwards = pieces.map((piece) => [...piece].reverse().join(""));
    const coded = [bytes.toString("hex").slice(8, 20), bytes.toString("base64").slice(4, 12).toLowerCase()];
    return [...pieces, ...backwards, ...coded].some((piece) => inAnyCase.includes(piece));
  });
}
