import { isJson, type Json } from "../../aws/json";
import type { ConditionContext } from "./decision";
import { simulatedAddresses, simulatedDates } from "./simulated-values";

/**
 * A document with the meaning that IAM gives it, written as the simulator reads it. The simulator
 *
 * - takes a variable without a value for one that nothing can be compared with. For IAM it is null: `StringEquals` does not match,
 *   `StringNotEquals` does, and a resource with it is none, in `NotResource` too;
 * - knows variables in documents of every version. For IAM they are plain text before 2012-10-17;
 * - compares seconds with milliseconds, knows no dates in part, and neither `/0` nor one address of IPv6.
 *
 * What it reads rightly is returned as it is, the same object.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function simulatedDocument(document: unknown, context: ConditionContext): unknown {
  if (!isJson(document) || !isDoubtful(document)) return document;
  const knowsVariables = document.Version === VERSION_WITH_VARIABLES;
  const hasValue = knowsVariables ? valuesIn(context) : () => false;
  const { Statement } = document;
  const simulated = changedList(asList(Statement), (statement) =>
    isJson(statement) ? simulatedStatement(statement, hasValue) : statement,
  );
  return simulated === undefined ? document : { ...document, Statement: simulated };
}

const VERSION_WITH_VARIABLES = "2012-10-17";

/** No value of a request, and no resource: what a comparison with null is written as. */
const NO_VALUE = "arn:none:none:none:none:no-value";

const doubtful = new WeakMap<object, boolean>();

/** Whether there is anything in it that the simulator may read otherwise. A document is an object that nobody changes. */
function isDoubtful(document: Json): boolean {
  const known = doubtful.get(document);
  if (known !== undefined) return known;
  const found = /\$\{|"(?:For\w+:)?(?:Date\w|(?:Not)?IpAddress)/.test(JSON.stringify(document));
  doubtful.set(document, found);
  return found;
}

/** Whether a policy variable, as it is written between the braces, stands for something. */
type HasValue = (variable: string) => boolean;

function valuesIn(context: ConditionContext): HasValue {
  const keys = new Set(
    Object.entries(context).flatMap(([key, value]) =>
      typeof value === "string" && value !== "" ? [key.toLowerCase()] : [],
    ),
  );
  return (variable) => {
    const [name = "", ...fallback] = variable.split(",");
    return /^[*?$]$/.test(name) || fallback.length > 0 || keys.has(name.trim().toLowerCase());
  };
}

function isNull(text: unknown, hasValue: HasValue): boolean {
  if (typeof text !== "string") return false;
  return [...text.matchAll(/\$\{([^}]*)\}/g)].some(([, variable = ""]) => !hasValue(variable));
}

function simulatedStatement(statement: Json, hasValue: HasValue): Json {
  const orNone = (text: unknown) => (isNull(text, hasValue) ? NO_VALUE : text);
  const changed: Record<string, unknown> = {};
  for (const element of ["Resource", "NotResource"]) {
    if (!(element in statement)) continue;
    const resources = changedList(asList(statement[element]), orNone);
    if (resources !== undefined) changed[element] = resources;
  }
  const { Condition } = statement;
  const condition = isJson(Condition) ? simulatedCondition(Condition, hasValue) : undefined;
  if (condition !== undefined) changed.Condition = condition;
  return Object.keys(changed).length === 0 ? statement : { ...statement, ...changed };
}

/** The block; `undefined`: it stays as it is. */
function simulatedCondition(block: Json, hasValue: HasValue): Json | undefined {
  let isChanged = false;
  const simulated = Object.entries(block).map(([operator, keys]) => {
    if (!isJson(keys)) return [operator, keys];
    const members = Object.entries(keys).map(([key, value]) => {
      const values = changedList(asList(value), readerOf(operator, key, hasValue));
      isChanged ||= values !== undefined;
      return [key, values ?? value];
    });
    return [operator, Object.fromEntries(members)];
  });
  return isChanged ? Object.fromEntries(simulated) : undefined;
}

/** How values of an operator are written for the simulator, one by one; a list: several instead of the one. */
function readerOf(operator: string, key: string, hasValue: HasValue): (value: unknown) => unknown {
  const plain = operator.replace(/^For\w+:/i, "").toLowerCase();
  if (plain.startsWith("date")) return (value) => simulatedDates(value, key);
  if (plain.includes("ipaddress")) return simulatedAddresses;
  if (/^(?:string|arn)/.test(plain)) return (value) => (isNull(value, hasValue) ? NO_VALUE : value);
  return (value) => value;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The list with what each becomes; `undefined`: each stays as it is. */
function changedList(
  list: readonly unknown[],
  become: (item: unknown) => unknown,
): readonly unknown[] | undefined {
  const changed = list.map(become);
  return changed.every((item, index) => item === list[index]) ? undefined : changed.flat();
}
