import { readFileSync } from "node:fs";
import { isJson, type Json } from "../../../aws/json";
import type { Path } from "../../../config/problem";
import { YamlSource } from "../../../config/yaml-source";

/** One link as its file spells it. */
export interface WrittenLink {
  /** What stands there, before any default. */
  readonly link: Json;
  /** Line, from 1, of a field of the link, of what stands around it where it is not written, or of the link itself. */
  lineOf(field: Path): number;
}

/**
 * The links of a file by their names, as they are written.
 *
 * @returns a look-up that finds none in a file that cannot be read
 */
export function writtenLinks(file: string): (name: string) => WrittenLink | undefined {
  const source = sourceOf(file);
  const links = isJson(source?.value) && Array.isArray(source.value.links) ? source.value.links : [];
  return (name) => {
    const index = links.findIndex((link) => isJson(link) && link.name === name);
    const link: unknown = links[index];
    if (source === undefined || !isJson(link)) return undefined;
    return {
      link,
      lineOf: (field) => source.locate(["links", index, ...writtenPart(link, field)], "key").line,
    };
  };
}

/** The field, or the nearest that is written around it. */
function writtenPart(link: Json, field: Path): Path {
  const depth = field.findIndex((_, index) => valueAt(link, field.slice(0, index + 1)) === undefined);
  return depth < 0 ? field : field.slice(0, depth);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );
}

function sourceOf(file: string): YamlSource | undefined {
  try {
    return new YamlSource(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
