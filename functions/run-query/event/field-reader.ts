import type { EventField } from "./event-fields";

/** What a text field may hold. */
export interface TextRule {
  readonly allowed: (text: string) => boolean;
  /** For people: completes "expected …". */
  readonly expected: string;
}

/** Reads the fields of one event and collects what is wrong with them, never showing a value that may be secret. */
export interface FieldReader {
  /** The field as it is; `undefined` when absent. */
  raw(name: EventField): unknown;
  /** `undefined` when absent or refused. */
  text(name: EventField, rule: TextRule): string | undefined;
  oneOf<T extends string>(name: EventField, allowed: readonly T[]): T | undefined;
  wholeNumber(name: EventField, min: number, max?: number): number | undefined;
  refuse(...problems: readonly string[]): void;
  readonly problems: readonly string[];
}

export function createFieldReader(event: object): FieldReader {
  // Own fields only: an event is data, its prototype is not.
  const fields = new Map<string, unknown>(Object.entries(event));
  const problems: string[] = [];

  function read<T>(name: EventField, isAllowed: (value: unknown) => value is T, expected: string) {
    const value = fields.get(name);
    if (value === undefined || isAllowed(value)) return value;
    problems.push(`${name} is ${typeName(value)}, expected ${expected}`);
    return undefined;
  }

  return {
    problems,
    refuse: (...more) => problems.push(...more),
    raw: (name) => fields.get(name),
    text: (name, { allowed, expected }) =>
      read(name, (value): value is string => typeof value === "string" && allowed(value), expected),
    oneOf<T extends string>(name: EventField, allowed: readonly T[]) {
      const isAllowed = (value: unknown): value is T => allowed.some((choice) => choice === value);
      return read(name, isAllowed, `one of ${allowed.join(", ")}`);
    },
    wholeNumber(name, min, max = Number.MAX_SAFE_INTEGER) {
      const isAllowed = (value: unknown): value is number =>
        Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
      const limits = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
      return read(name, isAllowed, `a whole number ${limits}`);
    },
  };
}

/** A value in words. Numbers are shown; of text only the length, since it may be anything. */
export function typeName(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value.trim() === "" ? "empty text" : `text of length ${value.length}`;
  return Array.isArray(value) ? "an array" : `of type ${typeof value}`;
}
