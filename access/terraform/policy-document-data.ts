import type { Json } from "../../aws/json";
import { AccessError } from "../iam/access-error";
import { blocks } from "./json-record";
import { type ResolveReference, terraformText, unknownAtSynth } from "./terraform-text";

/** IAM writes a list of one as the value itself. */
type OneOrMany = string | readonly string[];

/** A policy document as IAM and its simulators read it. */
export interface PolicyDocumentJson {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: readonly Json[];
}

/** Arguments read here, and those without meaning for the text. Others take statements from elsewhere (`dynamic`, …). */
const DOCUMENT_ARGUMENTS = ["//", "provider", "depends_on", "version", "policy_id", "statement"];

const STATEMENT_ARGUMENTS = [
  "//",
  ...["sid", "effect", "actions", "not_actions", "resources", "not_resources"],
  ...["principals", "not_principals", "condition"],
];

const INNER_BLOCKS: readonly (readonly [name: string, known: readonly string[]])[] = [
  ["principals", ["//", "type", "identifiers"]],
  ["not_principals", ["//", "type", "identifiers"]],
  ["condition", ["//", "test", "variable", "values"]],
];

/**
 * The `json` attribute of an `aws_iam_policy_document` data source, as the AWS provider renders it: actions,
 * resources and principals sorted backwards without duplicates, lists of one unwrapped, `&{…}` turned into
 * IAM's `${…}` (compared with provider 5.100.0).
 *
 * @throws AccessError when a part is unknown at synth
 */
export function renderPolicyDocument(
  data: Json,
  resolve: ResolveReference,
  address: string,
): PolicyDocumentJson {
  refuseOthers(data, DOCUMENT_ARGUMENTS, address);
  const text = (value: unknown, name: string) => terraformText(value, resolve, `${address}.${name}`);
  return {
    Version: data.version === undefined ? "2012-10-17" : text(data.version, "version"),
    ...(data.policy_id === undefined ? {} : { Id: text(data.policy_id, "policy_id") }),
    Statement: blocks(data.statement).map((statement) => {
      refuseOthers(statement, STATEMENT_ARGUMENTS, `${address}.statement`);
      for (const [name, known] of INNER_BLOCKS) {
        for (const block of blocks(statement[name]))
          refuseOthers(block, known, `${address}.statement.${name}`);
      }
      return renderStatement(statement, text);
    }),
  };
}

function refuseOthers(block: Json, known: readonly string[], address: string): void {
  const other = Object.keys(block).find(
    (argument) => !isAbsent(block[argument]) && !known.includes(argument),
  );
  if (other !== undefined) throw unknownAtSynth(`${address}.${other}`, "an argument that adds statements");
}

/** `null` is how Terraform JSON leaves an argument out. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

type Text = (value: unknown, name: string) => string;

function renderStatement(statement: Json, text: Text): Json {
  const set = (name: string) => strings(statement[name], name, text);
  const sid = isAbsent(statement.sid) ? "" : text(statement.sid, "sid");
  return {
    ...(sid === "" ? {} : { Sid: sid }),
    Effect: isAbsent(statement.effect) ? "Allow" : text(statement.effect, "effect"),
    ...element("Action", set("actions")),
    ...element("NotAction", set("not_actions")),
    ...element("Resource", set("resources")),
    ...element("NotResource", set("not_resources")),
    ...principalElement("Principal", blocks(statement.principals), text),
    ...principalElement("NotPrincipal", blocks(statement.not_principals), text),
    ...conditionElement(blocks(statement.condition), text),
  };
}

function strings(value: unknown, name: string, text: Text): readonly string[] {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) {
    throw new AccessError(
      "unreadable-terraform",
      `${name} is ${JSON.stringify(value)}, expected a list; write a list of strings`,
    );
  }
  return value.map((entry) => variables(text(entry, name)));
}

/** The provider's own escape: Terraform would take `${` for a template. */
function variables(value: string): string {
  return value.replaceAll("&{", "${");
}

function element(name: string, values: readonly string[]): Json {
  return values.length === 0 ? {} : { [name]: oneOrMany(backwards(values)) };
}

function backwards(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort().reverse();
}

function oneOrMany(values: readonly string[]): OneOrMany {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}

function principalElement(name: "Principal" | "NotPrincipal", principals: readonly Json[], text: Text): Json {
  const byType = new Map<string, readonly string[]>();
  for (const { type, identifiers } of principals) {
    const key = text(type, "principals.type");
    const values = backwards(strings(identifiers, "principals.identifiers", text));
    byType.set(key, [...(byType.get(key) ?? []), ...values]);
  }
  if (byType.size === 0) return {};
  if (byType.has("*")) return { [name]: "*" };
  return { [name]: Object.fromEntries([...byType].map(([type, values]) => [type, oneOrMany(values)])) };
}

function conditionElement(conditions: readonly Json[], text: Text): Json {
  const byTest = new Map<string, Map<string, readonly string[]>>();
  for (const { test, variable, values } of conditions) {
    const operator = text(test, "condition.test");
    const key = text(variable, "condition.variable");
    const byKey = byTest.get(operator) ?? new Map<string, readonly string[]>();
    byTest.set(operator, byKey.set(key, [...(byKey.get(key) ?? []), ...strings(values, "values", text)]));
  }
  if (byTest.size === 0) return {};
  const keys = (byKey: ReadonlyMap<string, readonly string[]>) =>
    Object.fromEntries([...byKey].map(([key, values]) => [key, oneOrMany(values)]));
  return { Condition: Object.fromEntries([...byTest].map(([test, byKey]) => [test, keys(byKey)])) };
}
