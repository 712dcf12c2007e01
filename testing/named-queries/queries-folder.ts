import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FolderOfQueries, readQueries } from "../../named-queries/read-queries";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder `q` of .sql files, anew for every test of the file that asks for it. */
export class QueriesFolder {
  /** The folder above. */
  path = "";

  constructor() {
    beforeEach(() => {
      this.path = mkdtempSync(join(tmpdir(), "queries-"));
      mkdirSync(join(this.path, "q"));
    });
    afterEach(() => rmSync(this.path, { recursive: true }));
  }

  read(files: Files): FolderOfQueries {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(this.path, "q", name), content);
    return readQueries(join(this.path, "q"));
  }

  /** What is wrong, with the place. */
  problemsOf(files: Files): readonly string[] {
    return this.read(files).problems.map(
      ({ file, line, query, message }) =>
        `${file.slice(this.path.length + 1)}:${line} ${query ?? "-"}: ${message}`,
    );
  }

  /** The same of one query. */
  withSql(sql: string, declarations = ""): readonly string[] {
    return this.problemsOf({ "a.sql": `-- name: q\n${declarations}${sql}` });
  }
}
