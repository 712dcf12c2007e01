import type { Link } from "../config/link";
import type { LinkProblem } from "../config/problem";
import type { LocatedQuery } from "./check-query";
import { type FolderOfQueries, readQueries } from "./read-queries";

/** The named queries of the links of one file. A folder that several links name is read once. */
export interface QueriesOfLinks {
  /** What is wrong with a link's queries: for the loader of links, which reports it with all else. */
  readonly problems: (link: Pick<Link, "queries">) => readonly LinkProblem[];
  /** Those of a link without problems; none where it names no folder. */
  readonly of: (link: Pick<Link, "queries">) => readonly LocatedQuery[];
}

/** Reads each folder when it is asked for first. */
export function queriesOfLinks(): QueriesOfLinks {
  const read = new Map<string, FolderOfQueries>();
  const folderOf = ({ queries }: Pick<Link, "queries">): FolderOfQueries => {
    if (queries === undefined) return { queries: [], problems: [] };
    const known = read.get(queries.folder) ?? readQueries(queries.folder);
    read.set(queries.folder, known);
    return known;
  };
  const told = new Set<string>();
  return {
    of: (link) => folderOf(link).queries,
    problems(link) {
      const { problems, folderProblem } = folderOf(link);
      const folder = link.queries?.folder ?? "";
      // Files that several links share have their problems once.
      const isTold = told.has(folder);
      told.add(folder);
      if (folderProblem !== undefined) return [{ path: ["queries"], message: `${folder} ${folderProblem}` }];
      if (isTold && problems.length > 0) {
        return [
          {
            path: ["queries"],
            message: `${folder} has problems, expected none; they stand at the first link that names it`,
          },
        ];
      }
      return problems.map(({ file, line, query, message }) => ({
        path: ["queries"],
        place: { fileName: file, position: { line, column: 1 } },
        message: query === undefined || query === "" ? message : `${query}: ${message}`,
      }));
    },
  };
}
