/**
 * Decides when two policies say the same. Drift asks whether somebody changed a policy, the doctor which lines of it differ,
 * and both must come to the same answer.
 *
 * These make no difference; in brackets the page of the IAM User Guide that says so:
 *
 * - a list of one and the value itself; the order of lists, elements and statements; what is written twice ("Grammar of
 *   the IAM JSON policy language")
 * - actions in any case ("IAM JSON policy elements: Action": prefix and action name are case-insensitive)
 * - an account by its id and by the ARN of its root, as principal ("AWS JSON policy elements: Principal", "AWS account
 *   principals": both behave the same way). In a condition value the root is the root user alone, so there it stays.
 * - `"Principal": "*"` and `"Principal": { "AWS": "*" }` in an Allow (same page, "All principals"). In a Deny the first one
 *   is kept apart: it also stands for principals of other types.
 * - condition keys in any case ("IAM JSON policy elements: Condition"). Of operators the guide does not say it; one that
 *   IAM takes in another case can be no other operator.
 * - numbers and booleans, and their texts ("Grammar …": values are written with or without quotation marks)
 * - no `Version` and `2008-10-17` ("IAM JSON policy elements: Version"). It counts: policy variables are plain text in it.
 *
 * Resources, condition values and principals otherwise keep their case. A `Sid` decides nothing and still counts: Terraform
 * would write it back (hashicorp/awspolicyequivalence compares it), and reports name statements by it. An empty one is none.
 */
import { wholeAccount } from "../../aws/iam";
import { isJson, type Json } from "../../aws/json";
import { statementsOf } from "./statements";

/** An element of a statement, or one key of its principal or condition, with what it says. */
export interface PolicyElement {
  /** As written: `["Action"]`, `["Principal", "AWS"]`, `["Condition", "StringEquals", "sts:ExternalId"]`. */
  readonly path: readonly string[];
  /** Each distinct value: as compared → as written. Empty for an empty list, which is not the same as no element. */
  readonly values: ReadonlyMap<string, string>;
}

/** A statement taken apart, or what a document says outside its statements. */
export interface ComparableElements {
  /** By path as compared. */
  readonly elements: ReadonlyMap<string, PolicyElement>;
  /** The same text for two that say the same. */
  readonly key: string;
}

/** Whether two documents say the same; what is no document says nothing. */
export function samePolicy(a: unknown, b: unknown): boolean {
  return policyKey(a) === policyKey(b);
}

/** A text that two documents share exactly when they say the same. */
export function policyKey(document: unknown): string {
  const statements = comparableStatements(document).map(({ key }) => key);
  return JSON.stringify([comparableHead(document).key, ...new Set(statements.sort())]);
}

/** The statements of a document, in its order. */
export function comparableStatements(document: unknown): readonly ComparableElements[] {
  return statementsOf(document).map((statement) => {
    const { Sid: sid, ...rest } = statement;
    const named = sid === undefined || sid === "" ? rest : statement;
    return comparable(
      Object.entries(named).flatMap(([element, value]) => parts([element], value)),
      statement,
    );
  });
}

/** What a document says outside its statements: its version, written out, and its id. */
export function comparableHead(document: unknown): ComparableElements {
  if (!isJson(document)) return comparable([], {});
  const { Statement: _, Version: version = "2008-10-17", ...rest } = document;
  const head = Object.entries({ Version: version, ...rest });
  return comparable(
    head.flatMap(([element, value]) => parts([element], value)),
    {},
  );
}

type Part = readonly [path: readonly string[], values: readonly unknown[]];

function parts(path: readonly string[], value: unknown): readonly Part[] {
  if (isJson(value)) return Object.entries(value).flatMap(([key, inner]) => parts([...path, key], inner));
  return [[path, Array.isArray(value) ? value : [value]]];
}

function comparable(written: readonly Part[], statement: Json): ComparableElements {
  const elements = new Map<string, PolicyElement>();
  for (const [writtenPath, writtenValues] of written) {
    const values = writtenValues.map(textOf);
    const path = everybody(writtenPath, values, statement) ? ["Principal", "AWS"] : writtenPath;
    const compared = JSON.stringify(comparedPath(path));
    // A condition key written in two spellings is two conditions, both to be met; merged, one value of either would do.
    const taken = elements.has(compared) ? JSON.stringify(path) : compared;
    elements.set(taken, {
      path,
      values: new Map(values.map((value) => [comparedValue(path, value), value])),
    });
  }
  const sorted = [...elements].map(([path, { values }]) =>
    JSON.stringify([path, ...[...values.keys()].sort()]),
  );
  return { elements, key: JSON.stringify(sorted.sort()) };
}

function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** `"Principal": "*"` of an Allow. */
function everybody(path: readonly string[], values: readonly string[], { Effect: effect }: Json): boolean {
  return effect === "Allow" && path.join() === "Principal" && values.join() === "*";
}

function comparedPath(path: readonly string[]): readonly string[] {
  const [element = "", ...inner] = path;
  return element === "Condition" ? [element, ...inner.map((part) => part.toLowerCase())] : path;
}

function comparedValue([element = "", type]: readonly string[], value: string): string {
  if (/^(?:Not)?Action$/.test(element)) return value.toLowerCase();
  const isAwsPrincipal = /^(?:Not)?Principal$/.test(element) && type === "AWS";
  return isAwsPrincipal ? (wholeAccount(value) ?? value) : value;
}
