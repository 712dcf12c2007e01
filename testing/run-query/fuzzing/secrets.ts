import type { Chance } from "./chance";

/** A value that nothing but a parameter has, and that is found in a text also when a part of it is missing. */
export function createSecret(chance: Chance): string {
  const letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  const some = () => Array.from({ length: 12 }, () => letters[chance.below(letters.length)]).join("");
  return chance.of(some(), `${some()} ${some()}`, ` ${some()}'${some()} `, `é"${some()}\\${some()}`);
}

/** A secret as an engine may quote it. */
export function quoted(chance: Chance, secret: string): string {
  const bytes = Buffer.from(secret);
  return chance.of(
    secret,
    secret.trim(),
    secret.toUpperCase(),
    `prefix-${secret}-suffix`,
    secret.slice(0, -3),
    secret.slice(3),
    bytes.toString("hex"),
    bytes.toString("base64"),
    JSON.stringify(secret),
    secret.replaceAll("'", "''"),
    [...secret].reverse().join(""),
    secret.replace(/.{4}/g, "$&\n"),
  );
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
