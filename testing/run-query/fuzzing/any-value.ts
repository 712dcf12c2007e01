import type { Chance } from "./chance";
import { asQuoted } from "./secrets";

/** Anything that JSON can hold, secrets, long texts, long lists and deep nesting among it. */
export function anyValue(chance: Chance, secrets: readonly string[], depth = 0): unknown {
  const secret = () => asQuoted(chance, chance.of(...secrets));
  const inner = () => anyValue(chance, secrets, depth + 1);
  const kind = chance.below(depth < 3 ? 16 : 12);
  switch (kind) {
    case 0:
      return null;
    case 1:
      return undefined;
    case 2:
      return chance.of(true, false);
    case 3:
      return chance.of(0, -1, 1.5, 2 ** 53, 1e308, Number.NaN, Number.POSITIVE_INFINITY, -0);
    case 4:
      return chance.of("", " ", "\u0000", "\ud800", "__proto__", "constructor", "FINISHED", "CSV");
    case 5:
      return chance.happens(0.05) ? secret().repeat(20_000) : "x".repeat(chance.below(300));
    case 6:
      return chance.happens(0.05) ? "S3ServiceException ".repeat(50_000) : secret();
    case 7:
      return chance.happens(0.02) ? nested(5_000) : [];
    case 8:
      return chance.happens(0.05) ? Array(20_000).fill(secret()) : {};
    case 9:
      return { length: 2 ** 31 };
    case 10:
    case 11:
      return secret();
    case 12:
    case 13:
      return Array.from({ length: chance.below(4) }, inner);
    default:
      return Object.fromEntries(
        Array.from({ length: chance.below(4) }, () => [
          chance.of("Id", "Status", "Records", "Error", "toString", "__proto__", secret()),
          inner(),
        ]),
      );
  }
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

/** The object with some of its members, at any depth, replaced by anything, or gone. */
export function damaged(chance: Chance, secrets: readonly string[], value: unknown): unknown {
  if (chance.happens(0.08)) return anyValue(chance, secrets);
  if (Array.isArray(value)) return value.map((member) => damaged(chance, secrets, member));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(() => !chance.happens(0.03))
      // An AWS that tells other SQL than it ran is one that nobody can be right about.
      .map(([key, member]) => [key, key === "QueryString" ? member : damaged(chance, secrets, member)]),
  );
}
