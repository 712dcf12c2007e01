import { isJson } from "../../../../aws/json";
import { refuseStatement } from "../statement-failure";
import { arrayElements, type JsonValue, membersOf } from "./json-scanner";
import type { LoadProblem } from "./record-sink";

/** Names and places from the root of a record. */
export type RecordPath = readonly (string | number)[];

const STEP = /\.([A-Za-z_][\w]*)|\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\]/y;

/** A record in which a path leads nowhere. */
export class PathProblem extends Error {
  constructor(readonly problem: LoadProblem) {
    super(problem.reason);
  }
}

/** "JSONPath expressions": a member that is not there is NULL, an element of an array is an error. */
const NO_ELEMENT: LoadProblem = {
  code: 1216,
  reason: "Invalid JSONPath format: Not an array or index out of range.",
};

/**
 * The paths of a JSONPaths file, one for each column: `{"jsonpaths": ["$['id']", "$.name", "$[0]"]}`.
 *
 * @returns nothing for an object that names no paths: COPY then loads by names, and says nothing of it
 * @throws StatementFailure
 * @see https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-json.html
 */
export function jsonPaths(text: string, file: string): readonly RecordPath[] | undefined {
  const wrong = (reason: string) => refuseStatement(`Invalid JSONPath format in ${file}: ${reason}`);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return wrong("it is no JSON");
  }
  if (!isJson(document)) return wrong("expected an object");
  const { jsonpaths: paths } = document;
  if (paths === undefined) return undefined;
  if (!Array.isArray(paths)) return wrong("expected a list named jsonpaths");
  return paths.map((path: unknown) => {
    const steps = typeof path === "string" ? stepsOf(path) : undefined;
    return steps ?? wrong(`Member is not an object or array path: ${JSON.stringify(path)}`);
  });
}

/** @returns nothing for a path that cannot be read, or that has names after dots and names in brackets */
function stepsOf(path: string): RecordPath | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: (string | number)[] = [];
  const notations = new Set<"dot" | "bracket">();
  for (let at = 1; at < path.length; ) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (match === null) return undefined;
    const [whole, name, single, double, place] = match;
    if (place === undefined) notations.add(name === undefined ? "bracket" : "dot");
    steps.push(name ?? single ?? double ?? Number(place));
    at += whole.length;
  }
  return notations.size > 1 ? undefined : steps;
}

/** The value at a path; nothing where no member has the name. @throws JsonProblem, PathProblem */
export function valueOnPath(root: JsonValue, path: RecordPath): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of path) {
    if (typeof step === "string") value = value?.kind === "object" ? membersOf(value).get(step) : undefined;
    else {
      value = value?.kind === "array" ? arrayElements(value)[step] : undefined;
      if (value === undefined) throw new PathProblem(NO_ELEMENT);
    }
  }
  return value;
}
