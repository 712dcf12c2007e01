import { createHash } from "node:crypto";
import { isJson } from "../../../../aws/json";
import type { FoundPart } from "../../read/beyond-plan/beyond-plan";

/** Enough that nobody finds another part with the same one. */
const HEXADECIMAL_DIGITS = 32;

/** What comes and goes by itself is no other part. */
const PASSING: readonly string[] = ["state"];

/** Tells a part from every other one, by all that was found of it, in whatever order AWS writes it. */
export function fingerprintOf(part: FoundPart): string {
  const lasting = Object.fromEntries(Object.entries(part).filter(([name]) => !PASSING.includes(name)));
  const text = JSON.stringify(lasting, (_, value: unknown) => (isJson(value) ? sorted(value) : value));
  return createHash("sha256").update(text).digest("hex").slice(0, HEXADECIMAL_DIGITS);
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
