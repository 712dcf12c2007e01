import type { z } from "zod";
import { nearestWord } from "./nearest-word";
import { isArnOfPart } from "./parts/fields-of-existing";
import { type Path, shownValue } from "./problem";
import { knownFields } from "./schema/fields";
import type { Half } from "./yaml-source";

/** A value or key the schema refuses. */
export interface SchemaProblem {
  readonly path: Path;
  readonly half: Half;
  readonly message: string;
}

/** Tells what the data has at a path, and how the file spells it. */
export interface FoundValues {
  valueAt(path: Path): unknown;
  spelling(path: Path): string | undefined;
}

/** The schema's issues as messages; two limits of one field that a value breaks both are one problem. */
export function schemaProblems(issues: readonly z.core.$ZodIssue[], found: FoundValues): SchemaProblem[] {
  const problems = issues.flatMap((issue) => problemsOf(issue, found));
  const seen = new Set<string>();
  return problems.filter(({ path, message }) => {
    const key = JSON.stringify([path, message]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function problemsOf(issue: z.core.$ZodIssue, found: FoundValues): SchemaProblem[] {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownField([...path, key], key, knownFields(issue.message)));
  }
  if (issue.code === "invalid_key") {
    const allowed = issue.issues[0]?.message ?? issue.message;
    return [{ path, half: "key", message: `is ${shownValue(path.at(-1))}, expected ${allowed}` }];
  }
  // Of a list that has too many, the count is what is wrong.
  const value = issue.code === "too_big" ? found.valueAt(path) : undefined;
  const shown = Array.isArray(value) ? `a list of ${value.length}` : describeFound(path, found);
  const isQuoted = issue.code === "invalid_type" && isMeantAs(issue.expected, found.valueAt(path));
  const message = !isQuoted
    ? `is ${shown}, expected ${issue.message}`
    : `is ${shown} (a text), expected ${issue.message.replace(/; [^;]*$/, "")}; take the quotes away`;
  return [{ path, half: "value", message }];
}

/** Whether a text would be what its field expects, were it not for its quotes. */
function isMeantAs(expected: string, value: unknown): boolean {
  if (typeof value !== "string") return false;
  if (expected === "boolean") return value === "true" || value === "false";
  return (expected === "number" || expected === "int") && /^\d+$/.test(value);
}

function unknownField(path: Path, key: string, known: readonly string[]): SchemaProblem {
  return {
    path,
    half: "key",
    message: `is not a known field, expected one of ${known.join(", ")}; ${adviceOn(key, known)}`,
  };
}

function adviceOn(key: string, known: readonly string[]): string {
  if (isArnOfPart(key) && known.includes("existing")) {
    const path = known.includes("path") ? ", and path where it is not /" : "";
    return `write existing: true and name in its place${path}: the ARN follows from them`;
  }
  const nearest = nearestWord(key, known);
  return nearest === undefined ? "remove it or correct its name" : `did you mean ${nearest}?`;
}

function describeFound(path: Path, found: FoundValues): string {
  const value = found.valueAt(path);
  if (typeof value !== "number" && typeof value !== "boolean")
    return isVariable(path) ? kindOf(value) : shownValue(value);
  return isVariable(path) ? kindOf(value) : `${found.spelling(path) ?? value} (${kindOf(value)})`;
}

/** Values of environment variables are never shown: somebody will put a password there. */
export function isVariable(path: Path): boolean {
  return path.length > 4 && path[2] === "function" && path[3] === "environment";
}

function kindOf(value: unknown): string {
  if (typeof value === "object") return shownValue(value);
  return `a ${typeof value}`;
}
