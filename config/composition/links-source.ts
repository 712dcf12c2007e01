import { dirname, join, resolve } from "node:path";
import { isJson, type Json } from "../../aws/json";
import { type Path, type Position, shownValue } from "../problem";
import { isIncludedFile } from "../schema/environment-schema";
import { readUtf8, remedyOf, whyUnread } from "../utf8-text";
import { YamlSource } from "../yaml-source";

/** One file of links, and where it is included. */
export interface LinksSource {
  /** As messages call it: the main file as the user named it, another one by its way from there. */
  readonly fileName: string;
  readonly yaml: YamlSource;
  /** Absent: the main file. */
  readonly includedBy?: LinksSource;
}

/** A problem of one of the files, with its place. */
export interface PlacedProblem {
  readonly fileName: string;
  readonly path: Path;
  readonly position: Position;
  readonly message: string;
}

/** The main file and all that it includes, in the order of their links. */
export interface LinksSources {
  readonly files: readonly LinksSource[];
  readonly problems: readonly PlacedProblem[];
}

/** Reads the text of a file. @throws what the file system says */
export type ReadText = (file: string) => string;

/** The main file of links as its text. */
export function mainSource(text: string, fileName: string): LinksSource {
  return { fileName, yaml: new YamlSource(text) };
}

/**
 * The files that a file of links includes, and those that these include. A file that cannot be used is a problem of the line that
 * names it, and the others are read all the same.
 */
export function includedSources(main: LinksSource, read: ReadText = readUtf8): LinksSources {
  const files: LinksSource[] = [main];
  const problems: PlacedProblem[] = [];
  const addIncludes = (by: LinksSource): void => {
    for (const [index, entry] of includesOf(by).entries()) {
      // What is no path is for the schema to refuse.
      if (!isIncludedFile(entry)) continue;
      const path = ["include", index];
      const problem = (message: string) =>
        problems.push({ fileName: by.fileName, path, position: by.yaml.locate(path), message });
      const fileName = join(dirname(by.fileName), entry);
      const known = files.find((file) => isSameFile(file.fileName, fileName));
      if (known !== undefined) {
        problem(`is ${shownValue(entry)}, ${againText(known, by)}`);
        continue;
      }
      const text = textOf(fileName, read);
      if (typeof text !== "string") {
        problem(
          `is ${shownValue(entry)}, which ${text.why}, expected a readable YAML file with links; ${text.remedy}, or correct the path, which is from ${by.fileName}`,
        );
        continue;
      }
      const file: LinksSource = { ...mainSource(text, fileName), includedBy: by };
      files.push(file);
      problems.push(...file.yaml.syntaxProblems.map((found) => ({ fileName, ...found })));
      addIncludes(file);
    }
  };
  addIncludes(main);
  return { files, problems };
}

/** What a file says, where it is a map. */
export function fieldsOf({ yaml }: LinksSource): Json {
  return isJson(yaml.value) ? yaml.value : {};
}

function includesOf(file: LinksSource): readonly unknown[] {
  const { include } = fieldsOf(file);
  return Array.isArray(include) ? include : [];
}

function againText(known: LinksSource, by: LinksSource): string {
  if (chainOf(by).includes(known)) {
    const circle = [...chainOf(by).slice(chainOf(by).indexOf(known)), known].map(({ fileName }) => fileName);
    return `which leads back to itself (${circle.join(" → ")}), expected files that include no file above them; remove one of the entries`;
  }
  return `which ${known.includedBy?.fileName ?? by.fileName} includes already, expected each file once; remove one of the two`;
}

/** A file with those above it, the main file first. */
export function chainOf(file: LinksSource): readonly LinksSource[] {
  return file.includedBy === undefined ? [file] : [...chainOf(file.includedBy), file];
}

function isSameFile(one: string, other: string): boolean {
  return resolve(one) === resolve(other);
}

function textOf(file: string, read: ReadText): string | { readonly why: string; readonly remedy: string } {
  try {
    return read(file);
  } catch (error) {
    return { why: whyUnread(error), remedy: remedyOf(error) };
  }
}
