import { refuseStatement } from "../statement-failure";
import { arrayElements, type JsonValue, membersOf } from "./json-scanner";

/** Names and places from the root of a record. */
export type RecordPath = readonly (string | number)[];

const STEP = /\.([A-Za-z_][\w]*)|\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\]/y;

/**
 * The paths of a JSONPaths file, one for each column: `{"jsonpaths": ["$['id']", "$.name", "$[0]"]}`.
 *
 * @throws StatementFailure
 * @see https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-json.html
 */
export function jsonPaths(text: string, file: string): readonly RecordPath[] {
  const wrong = (reason: string) => refuseStatement(`Invalid JSONPath format in ${file}: ${reason}`);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return wrong("it is no JSON");
  }
  const paths =
    typeof document === "object" && document !== null && "jsonpaths" in document
      ? document.jsonpaths
      : undefined;
  if (!Array.isArray(paths)) return wrong("expected a list named jsonpaths");
  return paths.map((path: unknown) => {
    const steps = typeof path === "string" ? stepsOf(path) : undefined;
    return steps ?? wrong(`Member is not an object or array path: ${JSON.stringify(path)}`);
  });
}

function stepsOf(path: string): RecordPath | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: (string | number)[] = [];
  for (let at = 1; at < path.length; ) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (match === null) return undefined;
    const [whole, name, single, double, place] = match;
    steps.push(name ?? single ?? double ?? Number(place));
    at += whole.length;
  }
  return steps;
}

/** The value at a path; nothing where there is none. @throws JsonProblem */
export function valueOnPath(root: JsonValue, path: RecordPath): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of path) {
    if (typeof step === "string") value = value?.kind === "object" ? membersOf(value).get(step) : undefined;
    else value = value?.kind === "array" ? arrayElements(value)[step] : undefined;
  }
  return value;
}
