import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { readUtf8, whyUnread } from "../config/utf8-text";
import { checkQuery, type LocatedQuery } from "./check-query";
import { readQueryFile } from "./query-file";
import type { QueryProblem } from "./query-problem";
import { unreadableCharacters, withReadableCharacters } from "./unreadable-characters";

/** What all queries of a link may have together, bytes of their SQL: the function reads them when it starts. */
const MAX_QUERIES_BYTES = 1024 * 1024;

/** The queries of a folder, and everything that is wrong with them or with the folder. */
export interface FolderOfQueries {
  /** In the order of their files. Not to be used where there is a problem. */
  readonly queries: readonly LocatedQuery[];
  readonly problems: readonly QueryProblem[];
  /** Why the folder as a whole is none. */
  readonly folderProblem?: string;
}

/**
 * Reads the named queries of a folder's .sql files. Files of other names are left alone.
 *
 * @param folder from the working directory
 */
export function readQueries(folder: string): FolderOfQueries {
  const entries = entriesOf(folder);
  if (typeof entries === "string") return { queries: [], problems: [], folderProblem: entries };
  const problems: QueryProblem[] = [];
  const queries: LocatedQuery[] = [];
  for (const entry of entries) {
    const file = join(folder, withReadableCharacters(entry.name));
    if (file !== join(folder, entry.name)) {
      const message = "has a name with control characters, expected one that can be read; rename it";
      problems.push({ file, line: 1, message });
    } else if (entry.isDirectory()) {
      problems.push({
        file,
        line: 1,
        message: "is a folder, expected .sql files side by side; move its files up",
      });
    } else if (/\.sql$/i.test(entry.name)) {
      const read = readFile(file);
      problems.push(...read.problems);
      queries.push(...read.queries);
    }
  }
  if (queries.length + problems.length === 0) {
    return { queries, problems, folderProblem: "holds no .sql file, expected one at least; write one" };
  }
  const bytes = queries.reduce((sum, { sql }) => sum + Buffer.byteLength(sql), 0);
  if (bytes > MAX_QUERIES_BYTES) {
    const folderProblem = `holds ${bytes} bytes of SQL, expected at most ${MAX_QUERIES_BYTES}; take queries out`;
    return { queries, problems, folderProblem };
  }
  return { queries, problems: [...problems, ...repeatedNames(queries)] };
}

/** What is in the folder, in the order of names, or why it cannot be read. */
function entriesOf(path: string): readonly Dirent[] | string {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const found = code === "ENOENT" ? "is not there" : `cannot be read (${code})`;
    return `${found}, expected a folder with .sql files; create it, or take the field out`;
  }
}

function readFile(file: string): Pick<FolderOfQueries, "queries" | "problems"> {
  let text: string;
  try {
    text = readUtf8(file);
  } catch (error) {
    const message = `${whyUnread(error)}, expected a text in UTF-8; save it so`;
    return { queries: [], problems: [{ file, line: 1, message }] };
  }
  const unreadable = unreadableCharacters(text);
  if (unreadable.length > 0) {
    // Messages about its parts would quote them.
    const allowed = "expected a text that reads as it runs; take it out, or write chr(…) for it in a string";
    return {
      queries: [],
      problems: unreadable.map(({ code, line }) => ({ file, line, message: `has ${code}, ${allowed}` })),
    };
  }
  const { blocks, problems } = readQueryFile(file, text);
  const checked = blocks.map(checkQuery);
  return {
    queries: checked.map(({ query }) => query),
    problems: [...problems, ...checked.flatMap((one) => one.problems)].sort((a, b) => a.line - b.line),
  };
}

/** Names that differ in case only are taken for one by people. */
function repeatedNames(queries: readonly LocatedQuery[]): readonly QueryProblem[] {
  const first = new Map<string, LocatedQuery>();
  return queries.flatMap((query) => {
    const { name, file, line } = query;
    const known = first.get(name.toLowerCase());
    if (known === undefined) first.set(name.toLowerCase(), query);
    if (known === undefined || name === "") return [];
    const message = `is a name twice, expected names of their own, whatever their case; it is ${known.name} in ${known.file}:${known.line} too, rename one`;
    return [{ file, line, query: name, message }];
  });
}
