import { formatProblem, type Problem } from "./problem";

/** A links file that is refused. Its message reports every problem, one line each, in file order. */
export class LinksFileError extends Error {
  constructor(
    /** The file as the user named it. */
    readonly fileName: string,
    readonly problems: readonly Problem[],
  ) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const lines = problems.map((problem) => `\n  ${formatProblem(fileName, problem)}`);
    super(`${fileName} has ${count}:${lines.join("")}`);
    this.name = "LinksFileError";
  }
}
