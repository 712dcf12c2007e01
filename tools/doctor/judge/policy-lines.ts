import { statementsOf } from "../../../access/iam/statements";
import { isJson, type Json } from "../../../aws/json";
import { isExternalIdKey, notShown } from "../../lib/report/mask";

/** A line of one policy document that differs. */
export interface PolicyLine {
  readonly statement: string;
  readonly is?: string;
  readonly shouldBe?: string;
}

/** Element path, for example `Condition.StringEquals.sts:ExternalId`, to its values. */
type Elements = ReadonlyMap<string, readonly string[]>;

interface Statement {
  /** Sid, or `number 1`, `number 2` … */
  readonly name: string;
  readonly sid?: string;
  readonly elements: Elements;
}

/**
 * What differs between a policy as it is and as it should be, line by line; empty when IAM reads them alike (order,
 * and a list of one, mean nothing). External ids are compared and not shown.
 */
export function policyLines(is: unknown, shouldBe: unknown): readonly PolicyLine[] {
  const [found, wanted] = [read(is), read(shouldBe)];
  const pairs = pair(found, wanted);
  const matched = new Set(pairs.map(([mine]) => mine));
  return [
    ...pairs.flatMap(([mine, other]) => elementLines(mine, other)),
    ...wanted
      .filter((statement) => pairs.every(([, other]) => other !== statement))
      .map((statement) => ({ statement: statement.name, shouldBe: whole(statement) })),
    ...found
      .filter((statement) => !matched.has(statement))
      .map((statement) => ({ statement: statement.name, is: whole(statement) })),
  ];
}

function read(document: unknown): readonly Statement[] {
  return statementsOf(document).map(({ Sid, ...rest }, index) => {
    const sid = typeof Sid === "string" && Sid !== "" ? Sid : undefined;
    return {
      name: sid ?? `number ${index + 1}`,
      ...(sid === undefined ? {} : { sid }),
      elements: elements(rest),
    };
  });
}

/** Same Sid first, then same content, then whatever is left in order. */
function pair(
  found: readonly Statement[],
  wanted: readonly Statement[],
): (readonly [Statement, Statement])[] {
  const left = { found: [...found], wanted: [...wanted] };
  const pairs: (readonly [Statement, Statement])[] = [];
  const take = (same: (a: Statement, b: Statement) => boolean) => {
    for (const other of [...left.wanted]) {
      const mine = left.found.find((candidate) => same(candidate, other));
      if (mine === undefined) continue;
      pairs.push([mine, other]);
      left.found.splice(left.found.indexOf(mine), 1);
      left.wanted.splice(left.wanted.indexOf(other), 1);
    }
  };
  take((a, b) => a.sid !== undefined && a.sid === b.sid);
  take((a, b) => whole(a) === whole(b));
  take((a, b) => a.sid === undefined || b.sid === undefined);
  return pairs;
}

function elements(value: unknown, path = ""): Elements {
  if (!isJson(value)) {
    const values = (Array.isArray(value) ? value : [value]).map(String);
    // IAM writes the anonymous principal both ways.
    return new Map([[path === "Principal" ? "Principal.AWS" : path, [...new Set(values)].sort()]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...elements(inner, path === "" ? key : `${path}.${key}`),
    ]),
  );
}

function elementLines(is: Statement, shouldBe: Statement): readonly PolicyLine[] {
  const paths = [...new Set([...is.elements.keys(), ...shouldBe.elements.keys()])];
  return paths.flatMap((path) => {
    const [mine, other] = [is.elements.get(path) ?? [], shouldBe.elements.get(path) ?? []];
    const extra = mine.filter((value) => !other.includes(value));
    const missing = other.filter((value) => !mine.includes(value));
    if (extra.length === 0 && missing.length === 0) return [];
    return [
      {
        statement: shouldBe.name,
        ...(extra.length === 0 ? {} : { is: line(path, extra, "another external id") }),
        ...(missing.length === 0 ? {} : { shouldBe: line(path, missing, "the external id of the link") }),
      },
    ];
  });
}

/** The JSON line of an element; of a condition, the line below `Condition`. */
function line(path: string, values: readonly string[], externalId: string): string {
  const { Condition: condition, ...rest } = nested(path, values, externalId);
  return members(isJson(condition) ? condition : rest);
}

/** A statement in one line. */
function whole({ sid, elements: all }: Statement): string {
  const parts = [...all].map(([path, values]) => nested(path, values, "an external id"));
  const rest = parts.reduce(merged, {});
  const sorted = Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  return inLine({ ...(sid === undefined ? {} : { Sid: sid }), ...sorted });
}

/** An element as it stands in its statement; a list of one is the value itself. */
function nested(path: string, values: readonly string[], externalId: string): Json {
  const [head = "", operator = "", ...key] = path.split(".");
  const shown = isExternalIdKey(key.join(".")) ? [notShown(externalId)] : values;
  const value = shown.length === 1 ? shown[0] : shown;
  if (head === "Condition") return { Condition: { [operator]: { [key.join(".")]: value } } };
  return /^(?:Not)?Principal$/.test(head) ? { [head]: { [operator]: value } } : { [path]: value };
}

function merged(a: Json, b: Json): Json {
  const both = (key: string) => {
    const [mine, other] = [a[key], b[key]];
    return isJson(mine) && isJson(other) ? merged(mine, other) : (other ?? mine);
  };
  return Object.fromEntries(Object.keys({ ...a, ...b }).map((key) => [key, both(key)]));
}

function inLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inLine).join(", ")}]`;
  return isJson(value) ? `{ ${members(value)} }` : JSON.stringify(value);
}

function members(object: Json): string {
  return Object.entries(object)
    .map(([key, value]) => `${JSON.stringify(key)}: ${inLine(value)}`)
    .join(", ");
}
