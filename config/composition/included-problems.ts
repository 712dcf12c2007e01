import { includedFileSchema } from "../links-schema";
import { schemaProblems } from "../schema-problems";
import type { LinksSource, PlacedProblem } from "./links-source";
import { valueAt } from "./value-at";

/** What is wrong with included files beside their links, which are read as parts of the whole. */
export function includedProblems(files: readonly LinksSource[]): readonly PlacedProblem[] {
  return files.slice(1).flatMap(({ fileName, yaml }) => {
    if (yaml.syntaxProblems.length > 0) return [];
    const issues = includedFileSchema.safeParse(yaml.value).error?.issues ?? [];
    return schemaProblems(issues, {
      valueAt: (path) => valueAt(yaml.value, path),
      spelling: (path) => yaml.spelling(path),
    }).map(({ path, half, message }) => ({ fileName, path, position: yaml.locate(path, half), message }));
  });
}
