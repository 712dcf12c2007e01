import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import type { Path, Position } from "./problem";

/** Which half of a map entry a problem is about. */
export type Half = "key" | "value";

/** A problem of the YAML itself. */
export interface YamlProblem {
  readonly path: Path;
  readonly position: Position;
  readonly message: string;
}

const MERGE_KEY = "<<";
const QUOTE_IT =
  "put the text that holds ${…} in quotes, because within braces and brackets a { begins a map of its own";

/** A YAML text that remembers where each of its values stands. */
export class YamlSource {
  /** The text as plain data; undefined while {@link syntaxProblems} is not empty. */
  readonly value: unknown;
  /** Why the text is no usable YAML. */
  readonly syntaxProblems: readonly YamlProblem[];
  /** Keys that a map holds twice; the data has the last one. */
  readonly duplicateKeys: readonly YamlProblem[];
  private readonly document: Document;
  private readonly lines = new LineCounter();

  constructor(text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      merge: true,
      prettyErrors: false,
      uniqueKeys: false,
    });
    const found = withoutTheLostRest([...this.document.errors, ...this.document.warnings]);
    const faults = found.map(({ message, pos: [offset] }) =>
      this.syntaxProblem(message, offset, isUnquotedPlaceholder(text, offset) ? QUOTE_IT : undefined),
    );
    faults.push(...this.unknownAliases(), ...this.keysThatAreNone());
    const data = faults.length === 0 ? this.toData() : { faults };
    this.value = "value" in data ? data.value : undefined;
    this.syntaxProblems = "faults" in data ? data.faults : [];
    this.duplicateKeys = this.findDuplicateKeys(this.document.contents, []);
  }

  /** Where a value (or its key) is written; for a value that is not, where the nearest map around it begins. */
  locate(path: Path, half: Half = "value"): Position {
    const parent = this.nodeAt(path.slice(0, -1));
    const entry = isMap(parent) ? this.entryOf(parent, path.at(-1)) : undefined;
    if (entry !== undefined && (half === "key" || isBlank(entry.value))) return this.positionOf(entry.key);
    const node = path.length === 0 ? this.document.contents : this.childOf(parent, path.at(-1));
    if (isNode(node)) return this.positionOf(node);
    return path.length === 0 ? this.positionAt(0) : this.locate(path.slice(0, -1));
  }

  /** A scalar as it is spelled in the text: `012345678901`, where the data has the number 12345678901. */
  spelling(path: Path): string | undefined {
    const node = this.nodeAt(path);
    return isScalar(node) ? node.source : undefined;
  }

  private toData(): { value: unknown } | { faults: YamlProblem[] } {
    try {
      return { value: this.document.toJS() };
    } catch (error) {
      // The library finds aliases that multiply excessively only now, and does not say where.
      return { faults: [this.syntaxProblem(error instanceof Error ? error.message : String(error), 0)] };
    }
  }

  private unknownAliases(): YamlProblem[] {
    const problems: YamlProblem[] = [];
    visit(this.document, {
      Alias: (_key, alias) => {
        if (alias.resolve(this.document) !== undefined) return;
        problems.push(this.syntaxProblem(`no anchor &${alias.source} before this alias`, startOf(alias)));
      },
    });
    return problems;
  }

  /** No field has such a name, and the library would make a text of it with a warning to the terminal. */
  private keysThatAreNone(): YamlProblem[] {
    const problems: YamlProblem[] = [];
    visit(this.document, {
      Pair: (_key, { key }) => {
        if (!isNode(key) || !isCollection(this.resolved(key))) return;
        problems.push(this.syntaxProblem("a map or a list stands as a key", startOf(key)));
      },
    });
    return problems;
  }

  private syntaxProblem(reason: string, offset: number, advice = "correct it here"): YamlProblem {
    return {
      path: [],
      position: this.positionAt(offset),
      message: `is not valid YAML (${reason}), expected one YAML document; ${advice}`,
    };
  }

  private findDuplicateKeys(node: unknown, path: Path): YamlProblem[] {
    if (isSeq(node))
      return node.items.flatMap((item, index) => this.findDuplicateKeys(item, [...path, index]));
    if (!isMap(node)) return [];
    const firstOf = new Map<string, Pair>();
    return node.items.flatMap((entry) => {
      const key = keyOf(entry);
      const entryPath = [...path, key];
      const below = this.findDuplicateKeys(entry.value, entryPath);
      const first = firstOf.get(key);
      if (first === undefined) firstOf.set(key, entry);
      return first === undefined ? below : [this.duplicateKey(entryPath, first, entry), ...below];
    });
  }

  private duplicateKey(path: Path, first: Pair, again: Pair): YamlProblem {
    const firstLine = this.positionOf(first.key).line;
    return {
      path,
      position: this.positionOf(again.key),
      message: `is written again, expected each key once in a map; it is on line ${firstLine} already, so remove one of the two`,
    };
  }

  private nodeAt(path: Path): unknown {
    return path.reduce<unknown>(
      (node, step) => this.childOf(node, step),
      this.resolved(this.document.contents),
    );
  }

  private childOf(node: unknown, step: string | number | undefined): unknown {
    if (isSeq(node) && typeof step === "number") return this.resolved(node.items[step]);
    return isMap(node) ? this.resolved(this.entryOf(node, step)?.value) : undefined;
  }

  private entryOf(map: YAMLMap, key: string | number | undefined): Pair | undefined {
    const own = map.items.findLast((entry) => keyOf(entry) === key);
    if (own !== undefined || key === MERGE_KEY) return own;
    const merged = this.resolved(map.items.find((entry) => keyOf(entry) === MERGE_KEY)?.value);
    const sources = isSeq(merged) ? merged.items.map((item) => this.resolved(item)) : [merged];
    return sources
      .filter((source) => isMap(source))
      .map((source) => this.entryOf(source, key))
      .find((entry) => entry !== undefined);
  }

  private resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.document) : node;
  }

  private positionOf(node: unknown): Position {
    return this.positionAt(isNode(node) ? startOf(node) : 0);
  }

  private positionAt(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}

/** Behind its first fault a parser that has lost its place calls every further token unexpected: a mistake would be told a hundred times. */
function withoutTheLostRest(faults: readonly YAMLError[]): readonly YAMLError[] {
  return faults.filter(({ code }, index) => index === 0 || code !== "UNEXPECTED_TOKEN");
}

function isUnquotedPlaceholder(text: string, offset: number): boolean {
  return text.startsWith("${", offset - 1);
}

function keyOf(entry: Pair): string {
  const value = isScalar(entry.key) ? entry.key.value : entry.key;
  // The library stands a symbol for the merge key, and for nothing else.
  return typeof value === "symbol" ? MERGE_KEY : String(value);
}

/** `dbUser:` with nothing after it: the empty value "stands" on a later line. */
function isBlank(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null && value.source === "");
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
