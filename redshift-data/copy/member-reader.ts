import { isJson, type Json } from "../../aws/json";
import { type RefusalCode, typeName } from "../errors/invalid-request";

/** Takes what is wrong with a request, in words that show no value of it. */
export type Refuse = (problem: string, code?: RefusalCode) => void;

/** Reads the members of one object of a request and tells what is wrong with them, never showing a value. */
export interface MemberReader {
  /** The member as it is; `undefined` when absent, and for what an object has of its prototype. */
  raw(name: string): unknown;
  /** The same; that it is absent is refused. */
  required(name: string, expected: string): unknown;
  /** Where a member stands: `copy.from`. */
  path(name: string): string;
  readonly refuse: Refuse;
  /** Refuses a value by its type alone. */
  refuseValue(name: string, value: unknown, expected: string, code?: RefusalCode): void;
  /** Refuses every member but these. */
  refuseOthers(known: readonly string[]): void;
}

/** A name that may be shown: what people write who know the option from SQL. Others may be anything. */
const NAME = /^[A-Za-z_]{1,40}$/;

/**
 * @param path where the object stands in the request
 * @returns nothing when it is no object
 */
export function createMemberReader(value: unknown, path: string, refuse: Refuse): MemberReader | undefined {
  if (!isJson(value)) {
    refuse(`${path} is ${typeName(value)}, expected an object`);
    return undefined;
  }
  return readerOf(value, path, refuse);
}

function readerOf(members: Json, path: string, refuse: Refuse): MemberReader {
  const raw = (name: string) => (Object.hasOwn(members, name) ? members[name] : undefined);
  const pathOf = (name: string) => `${path}.${name}`;
  const refuseValue: MemberReader["refuseValue"] = (name, value, expected, code) =>
    refuse(`${pathOf(name)} is ${typeName(value)}, expected ${expected}`, code);
  return {
    raw,
    path: pathOf,
    refuse,
    refuseValue,
    required(name, expected) {
      const value = raw(name);
      if (value === undefined) refuseValue(name, value, expected);
      return value;
    },
    refuseOthers(known) {
      for (const name of Object.keys(members)) {
        if (known.includes(name)) continue;
        const meant = known.find((other) => plain(other) === plain(name));
        const shown = NAME.test(name) ? `member ${name}` : "a member";
        refuse(
          `${path} has ${shown} that does not go with it, expected ${meant ?? `only ${known.join(", ")}`}`,
        );
      }
    },
  };
}

/** Without case and separators: `IGNORE_HEADER` is `ignoreheader`. */
function plain(name: string): string {
  return name
    .slice(0, 64)
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}
