import { isJson } from "../../../aws/json";
import {
  invalidRequest,
  MAX_PROBLEMS,
  type RefusalCode,
  typeName,
} from "../../../redshift-data/errors/invalid-request";
import { NOT_SHOWN } from "../../../redshift-data/errors/shown-text";
import { createValueSearch, WORD } from "../../../redshift-data/errors/value-search";
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
  flag(name: EventField): boolean | undefined;
  /**
   * @param problem in words, or how to put it: an event may have as many as it has bytes, and few are told
   * @param code of the error, if nothing else is wrong. @default "EVENT_INVALID"
   */
  refuse(problem: string | (() => string), code?: RefusalCode): void;
  /** A name that the event has, for a problem: not shown where it may be a parameter's value in the wrong place. */
  quote(name: string): string;
  readonly problemCount: number;
  /** @throws QueryError with all problems: `EVENT_INVALID` where they are of several kinds */
  fail(): never;
}

/** Longer names are cut: they are data in the wrong place. */
const MAX_SHOWN_CHARACTERS = 64;

export function createFieldReader(event: object): FieldReader {
  // Own fields only: an event is data, its prototype is not.
  const fields = new Map<string, unknown>(Object.entries(event));
  const problems: string[] = [];
  const codes = new Set<RefusalCode>();
  let problemCount = 0;
  let values: ReturnType<typeof createValueSearch> | undefined;

  function refuse(problem: string | (() => string), code: RefusalCode = "EVENT_INVALID"): void {
    codes.add(code);
    if (problemCount < MAX_PROBLEMS) problems.push(typeof problem === "string" ? problem : problem());
    problemCount++;
  }

  function quote(name: string): string {
    const shown = name.slice(0, MAX_SHOWN_CHARACTERS);
    values ??= createValueSearch(valuesOf(fields.get("parameters")));
    return [shown, ...(shown.match(WORD) ?? [])].some(values.isPart) ? NOT_SHOWN : JSON.stringify(shown);
  }

  function read<T>(name: EventField, isAllowed: (value: unknown) => value is T, expected: string) {
    const value = fields.get(name);
    if (value === undefined || isAllowed(value)) return value;
    refuse(() => `${name} is ${typeName(value)}, expected ${expected}`);
    return undefined;
  }

  return {
    refuse,
    quote,
    get problemCount() {
      return problemCount;
    },
    fail() {
      const [code] = codes;
      throw invalidRequest(problems, problemCount, codes.size === 1 ? code : "EVENT_INVALID");
    },
    raw: (name) => fields.get(name),
    text: (name, { allowed, expected }) =>
      read(name, (value): value is string => typeof value === "string" && allowed(value), expected),
    oneOf<T extends string>(name: EventField, allowed: readonly T[]) {
      const isAllowed = (value: unknown): value is T => allowed.some((choice) => choice === value);
      return read(name, isAllowed, `one of ${allowed.join(", ")}`);
    },
    flag: (name) => read(name, (value): value is boolean => typeof value === "boolean", "true or false"),
    wholeNumber(name, min, max = Number.MAX_SAFE_INTEGER) {
      const isAllowed = (value: unknown): value is number =>
        Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
      const limits = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
      return read(name, isAllowed, `a whole number ${limits}`);
    },
  };
}

/** The values of `parameters`, good or not, as far as they are one text each. */
function valuesOf(parameters: unknown): string[] {
  if (typeof parameters === "string") return [parameters];
  const values = isJson(parameters) ? Object.values(parameters) : [];
  return values.flatMap((value) =>
    typeof value === "string" || typeof value === "number" ? [String(value)] : [],
  );
}
