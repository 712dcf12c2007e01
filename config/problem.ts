/** Where a value stands in a document: names of map entries and indices of list items. */
export type Path = readonly (string | number)[];

/** Something wrong with one link. */
export interface LinkProblem {
  /** Relative to the link, for example `["target", "dbUser"]`. */
  readonly path: Path;
  /** Of a problem in a file that the link names. @default - the links file, where the path is */
  readonly place?: Place;
  /** Reads on after the path: `is <found>, expected <allowed>; <what to do>`. */
  readonly message: string;
}

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where in a file that a link names. */
export interface Place {
  /** As messages call it. */
  readonly fileName: string;
  readonly position: Position;
}

/** Something wrong with a links file. */
export interface Problem {
  /** The file that it is in: an included one, or one that a link names. Absent: the links file itself. */
  readonly fileName?: string;
  /** Absent: the file could not be read, so there is no place in it. */
  readonly position?: Position;
  /** For example `links[0].target.dbUser`; empty: the file as a whole. */
  readonly path: string;
  readonly message: string;
}

const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;
const LONGEST_SHOWN = 60;

/** Who corrects an ARN compares its end: only what can be none is cut. */
const LONGEST_ARN_SHOWN = 700;

/** `["links", 0, "tags", "cost center"]` → `links[0].tags["cost center"]`. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!PLAIN_NAME.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** Where a user and a password stand in an address, and a query or fragment with a token: a message ends in logs of pipelines. */
const SECRETS_OF_ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, "$1(not shown)@"],
  [/^([a-z][a-z\d+.-]*:\/\/[^?#]*[?#]).+$/is, "$1(not shown)"],
];

/**
 * A value as messages show it: quoted, cut after 60 characters (an ARN: 700), maps and lists by name only; of an address without what
 * may be a credential.
 */
export function shownValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "empty";
  if (typeof value === "object") return Array.isArray(value) ? listName(value) : "a map";
  if (typeof value !== "string") return String(value);
  const longest = value.startsWith("arn:") ? LONGEST_ARN_SHOWN : LONGEST_SHOWN;
  const shown = SECRETS_OF_ADDRESSES.reduce(
    (text, [secret, instead]) => text.replace(secret, instead),
    value,
  );
  if (shown.length <= longest) return JSON.stringify(shown);
  return `${JSON.stringify(`${shown.slice(0, longest)}…`)} (${value.length} characters)`;
}

function listName(list: readonly unknown[]): string {
  return list.length === 0 ? "an empty list" : "a list";
}

/** The clickable line of one problem: `links.yaml:12:9 links[0].name: is …`. */
export function formatProblem(fileName: string, problem: Problem): string {
  const { fileName: file = fileName, position, path } = problem;
  const place = position === undefined ? file : `${file}:${position.line}:${position.column}`;
  return `${path === "" ? place : `${place} ${path}`}: ${problem.message}`;
}
