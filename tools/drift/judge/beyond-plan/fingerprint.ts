import { createHash } from "node:crypto";
import { isJson } from "../../../../aws/json";
import type { FoundPart } from "../../read/beyond-plan/beyond-plan";

/** Enough that nobody finds another part with the same one. */
const HEXADECIMAL_DIGITS = 32;

/** States of a mapping that does not invoke. One that does passes through several, and stays the same part in all of them. */
const OFF_STATES: readonly string[] = ["Disabled", "Disabling"];

/** Tells a part from every other one, by all that was found of it, in whatever order AWS writes it. */
export function fingerprintOf(part: FoundPart): string {
  const lasting = part.look === "event-source" ? { ...part, state: OFF_STATES.includes(part.state) } : part;
  const text = JSON.stringify(lasting, (_, value: unknown) => (isJson(value) ? sorted(value) : value));
  return createHash("sha256").update(text).digest("hex").slice(0, HEXADECIMAL_DIGITS);
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
