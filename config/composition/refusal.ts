import { LinksFileError } from "../links-file-error";
import { formatPath, type Path, type Problem } from "../problem";
import type { Half } from "../yaml-source";
import type { ComposedLinks } from "./composed-links";
import type { PlacedProblem } from "./links-source";

/** A problem of the composed links, whose place is not known yet. */
export interface FoundProblem {
  /** In the whole, for example `["links", 0, "name"]`. */
  readonly path: Path;
  readonly half?: Half;
  readonly message: string;
}

/**
 * One error for all problems, file by file and in the order of each file. What several links take from one place is told once.
 *
 * @param located problems whose place is known
 */
export function fileRefusal(
  composed: ComposedLinks,
  found: readonly FoundProblem[],
  located: readonly PlacedProblem[] = [],
): LinksFileError {
  const fileNames = composed.files.map(({ fileName }) => fileName);
  const [mainName] = composed.files.map(({ fileName }) => fileName);
  const problems = [
    ...located.map((problem) => ({ ...problem, path: formatPath(problem.path) })),
    ...found.map(({ path, half, message }) => ({ ...composed.placeOf(path, half), message })),
  ].sort(
    (a, b) =>
      fileNames.indexOf(a.fileName) - fileNames.indexOf(b.fileName) ||
      a.position.line - b.position.line ||
      a.position.column - b.position.column,
  );
  const told = new Map(
    problems.map(({ fileName, path, position, message }): [string, Problem] => [
      JSON.stringify([fileName, path, position, message]),
      { ...(fileName === mainName ? {} : { fileName }), path, position, message },
    ]),
  );
  return new LinksFileError(composed.files[0].fileName, [...told.values()]);
}
