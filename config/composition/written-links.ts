import { readFileSync } from "node:fs";
import { isJson, type Json } from "../../aws/json";
import type { Path } from "../problem";
import { chosenEnvironment } from "./chosen-environment";
import { ComposedLinks, type WrittenPlace } from "./composed-links";
import { includedSources, mainSource } from "./links-source";
import { valueAt } from "./value-at";

/** One link as its files spell it. */
export interface WrittenLink {
  /** What is written, with the defaults that the files write and none of the schema's. */
  readonly link: Json;
  /** Place of a field of the link, of what stands around it where it is not written, or of the link itself. */
  placeOf(field: Path): WrittenPlace;
}

/**
 * The links of a file, and of those that it includes, by their names, as they are written. Nothing is validated.
 *
 * @param environment of the links, where the file names none
 * @returns a look-up that finds none in a file that cannot be read
 */
export function writtenLinks(file: string, environment?: string): (name: string) => WrittenLink | undefined {
  const composed = composedLinks(file, environment);
  const links = valueAt(composed?.value, ["links"]);
  const list: readonly unknown[] = Array.isArray(links) ? links : [];
  return (name) => {
    const index = list.findIndex((link) => isJson(link) && link.name === name);
    const link = list[index];
    if (composed === undefined || !isJson(link)) return undefined;
    return {
      link,
      placeOf: (field) => composed.placeOf(["links", index, ...writtenPart(link, field)], "key"),
    };
  };
}

/** The links of a file as one whole, whatever is wrong with them; undefined for a file that cannot be read. */
export function composedLinks(file: string, environment: string | undefined): ComposedLinks | undefined {
  try {
    const main = mainSource(readFileSync(file, "utf8"), file);
    const { files } = includedSources(main);
    return new ComposedLinks([main, ...files.slice(1)], chosenEnvironment(main, environment).environment);
  } catch {
    return undefined;
  }
}

/** The field, or the nearest that is written around it. */
function writtenPart(link: Json, field: Path): Path {
  const depth = field.findIndex((_, index) => valueAt(link, field.slice(0, index + 1)) === undefined);
  return depth < 0 ? field : field.slice(0, depth);
}
