/** A JSON value where it stands: nothing of it is read before somebody asks, and numbers keep their digits. */
export interface JsonValue {
  readonly kind: "object" | "array" | "string" | "number" | "true" | "false" | "null";
  /** As it is written. */
  readonly text: string;
}

/** What a text is that is no JSON. */
export class JsonProblem extends Error {}

const SPACE = /[\s]*/y;
const STRING = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const SCALAR = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function behindSpace(text: string, at: number): number {
  return skip(text, at, SPACE);
}

/** The offset behind the value that begins here. @throws JsonProblem */
function behindValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return required(skip(text, start, STRING), start);
  if (first !== "{" && first !== "[") return required(skip(text, start, SCALAR), start);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = required(skip(text, at, STRING), at) - 1;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  throw new JsonProblem(`the value at ${start} is not closed`);
}

function required(end: number, at: number): number {
  if (end === -1) throw new JsonProblem(`no value at ${at}`);
  return end;
}

const KINDS: Readonly<Record<string, JsonValue["kind"]>> = {
  "{": "object",
  "[": "array",
  '"': "string",
  t: "true",
  f: "false",
  n: "null",
};

/** A text that is one value of JSON. */
export function scannedValue(text: string): JsonValue {
  return { kind: KINDS[text[0] ?? ""] ?? "number", text };
}

/** An object or array of a text that holds several, from one offset to before another; or what is neither. */
interface PlacedValue {
  /** Absent: no object or array stands there. */
  readonly value?: JsonValue;
  readonly start: number;
  readonly end: number;
}

/** Begins what a record can be. */
const STRUCTURE = /[{[]/g;

/**
 * The objects and arrays of a text from an offset on, one after the other, with or without spaces between them. What stands between
 * them is told once and passed over.
 *
 * @throws JsonProblem for one that is not closed: what is behind it is within it
 */
export function* jsonValues(text: string, from: number): Generator<PlacedValue> {
  for (let at = behindSpace(text, from); at < text.length; ) {
    STRUCTURE.lastIndex = at;
    const start = STRUCTURE.test(text) ? STRUCTURE.lastIndex - 1 : text.length;
    if (start > at) yield { start: at, end: start };
    if (start === text.length) return;
    const end = behindValue(text, start);
    yield { value: scannedValue(text.slice(start, end)), start, end };
    at = behindSpace(text, end);
  }
}

/** The members of an object; of two of one name the last counts. @throws JsonProblem */
export function membersOf({ text }: JsonValue): ReadonlyMap<string, JsonValue> {
  const members = new Map<string, JsonValue>();
  let at = behindSpace(text, 1);
  while (text[at] !== "}") {
    const nameEnd = required(skip(text, at, STRING), at);
    const name = stringOf(text.slice(at, nameEnd));
    at = behindSpace(text, nameEnd);
    if (text[at] !== ":") throw new JsonProblem(`no colon at ${at}`);
    at = behindSpace(text, at + 1);
    const end = behindValue(text, at);
    members.set(name, scannedValue(text.slice(at, end)));
    at = next(text, end, "}");
  }
  return members;
}

/** The elements of an array. @throws JsonProblem */
export function arrayElements({ text }: JsonValue): readonly JsonValue[] {
  const elements: JsonValue[] = [];
  for (let at = behindSpace(text, 1); text[at] !== "]"; ) {
    const end = behindValue(text, at);
    elements.push(scannedValue(text.slice(at, end)));
    at = next(text, end, "]");
  }
  return elements;
}

/** Behind a comma, or at the end of the group. */
function next(text: string, end: number, close: string): number {
  const at = behindSpace(text, end);
  if (text[at] === close) return at;
  if (text[at] !== ",") throw new JsonProblem(`no comma at ${at}`);
  return behindSpace(text, at + 1);
}

function stringOf(text: string): string {
  try {
    return text.includes("\\") ? String(JSON.parse(text)) : text.slice(1, -1);
  } catch {
    throw new JsonProblem("a string with an unknown escape");
  }
}

/** A value as a field of a file: a string without its quotes, null as NULL, anything else as it is written. */
export function fieldOf(value: JsonValue | undefined, isSuper: boolean): string | null {
  if (value === undefined || value.kind === "null") return null;
  return value.kind === "string" && !isSuper ? stringOf(value.text) : value.text;
}
