import {
  type ComparableElements,
  comparableHead,
  comparableStatements,
  type PolicyElement,
} from "../../../access/iam/policy-equality";
import { isJson, type Json } from "../../../aws/json";
import { isExternalIdKey, notShown } from "../../lib/report/mask";

/** A line of one policy document that differs. */
export interface PolicyLine {
  /** Absent: the line is in no statement, as the version of the document is. */
  readonly statement?: string;
  readonly is?: string;
  readonly shouldBe?: string;
}

interface Statement extends ComparableElements {
  /** Sid, or `number 1`, `number 2` … */
  readonly name: string;
  readonly sid?: string;
}

/**
 * What differs between a policy as it is and as it should be, line by line; empty when both say the same (see
 * `access/iam/policy-equality`). A document that one side does not have differs by its statements. External ids are compared
 * and not shown.
 */
export function policyLines(is: unknown, shouldBe: unknown): readonly PolicyLine[] {
  const [found, wanted] = [read(is), read(shouldBe)];
  const pairs = pair(found, wanted);
  const matched = new Set(pairs.map(([mine]) => mine));
  return [
    ...(isJson(is) && isJson(shouldBe) ? elementLines(comparableHead(is), comparableHead(shouldBe)) : []),
    ...pairs.flatMap(([mine, other]) =>
      elementLines(mine, other).map((line) => ({ statement: other.name, ...line })),
    ),
    ...wanted
      .filter((statement) => pairs.every(([, other]) => other !== statement))
      .map((statement) => ({ statement: statement.name, shouldBe: whole(statement) })),
    ...found
      .filter((statement) => !matched.has(statement))
      .map((statement) => ({ statement: statement.name, is: whole(statement) })),
  ];
}

/** The statements, those that say the same once. */
function read(document: unknown): readonly Statement[] {
  const statements = comparableStatements(document).map((statement, index): Statement => {
    const [sid] = statement.elements.get(SID)?.values.values() ?? [];
    return { ...statement, name: sid ?? `number ${index + 1}`, ...(sid === undefined ? {} : { sid }) };
  });
  return statements.filter(({ key }, index) => statements.findIndex((other) => other.key === key) === index);
}

const SID = JSON.stringify(["Sid"]);

/** Same Sid first, then same content (at least what is shown of it), then whatever is left in order. */
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
  take((a, b) => a.key === b.key);
  take((a, b) => whole(a) === whole(b));
  take((a, b) => a.sid === undefined || b.sid === undefined);
  return pairs;
}

function elementLines(is: ComparableElements, shouldBe: ComparableElements): readonly PolicyLine[] {
  const paths = [...new Set([...is.elements.keys(), ...shouldBe.elements.keys()])];
  return paths.flatMap((path) => {
    const [mine, other] = [is.elements.get(path), shouldBe.elements.get(path)];
    const extra = onlyIn(mine, other, "another external id");
    const missing = onlyIn(other, mine, "the external id of the link");
    if (extra === undefined && missing === undefined) return [];
    return [
      {
        ...(extra === undefined ? {} : { is: extra }),
        ...(missing === undefined ? {} : { shouldBe: missing }),
      },
    ];
  });
}

/** The JSON line with the values of an element that the other side lacks; of a condition, the line below `Condition`. */
function onlyIn(
  element: PolicyElement | undefined,
  other: PolicyElement | undefined,
  externalId: string,
): string | undefined {
  if (element === undefined) return undefined;
  const values = [...element.values].filter(([compared]) => other?.values.has(compared) !== true);
  const isNoValueMore = values.length === 0 && (other !== undefined || element.values.size > 0);
  if (isNoValueMore) return undefined;
  const { Condition: condition, ...rest } = nested(
    element.path,
    values.map(([, written]) => written),
    externalId,
  );
  return members(isJson(condition) ? condition : rest);
}

/** A statement in one line. */
function whole({ elements }: Statement): string {
  const parts = [...elements.values()].map(({ path, values }) =>
    nested(path, [...values.values()], "an external id"),
  );
  const { Sid, ...rest } = parts.reduce(merged, {});
  const sorted = Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  return inLine({ ...(Sid === undefined ? {} : { Sid }), ...sorted });
}

/** An element as it stands in its statement; a list of one is the value itself. */
function nested(path: readonly string[], values: readonly string[], externalId: string): Json {
  const hidden = path.some(isExternalIdKey);
  const shown = hidden ? [notShown(externalId)] : [...values].sort();
  const value: unknown = shown.length === 1 ? shown[0] : shown;
  return path.reduceRight((inner, part) => ({ [part]: inner }), value) as Json;
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
