import type { SqlToken } from "../sql/sql-tokens";
import { foldedWord, solidTokens } from "../sql/sql-words";
import { quoteTemporaryNames } from "../sql/temporary-names";
import type { SqlOutcome } from "../warehouse/execute-sql";
import type { FileConnection, FileStatements } from "../warehouse/file-statements";
import type { FileAccessFactory } from "./file-access";
import { load } from "./load";
import { parseCopy } from "./statement/parse-copy";
import { parseUnload } from "./statement/parse-unload";
import { StatementFailure } from "./statement-failure";
import { unload } from "./unload";

/** COPY and UNLOAD between the local tables and the files that roles give access to. */
export class FilesAndTables implements FileStatements {
  constructor(private readonly factory: FileAccessFactory) {}

  async run(written: readonly SqlToken[], connection: FileConnection): Promise<SqlOutcome> {
    const tokens = quoteTemporaryNames(written);
    try {
      return foldedWord(solidTokens(tokens)[0]) === "copy"
        ? await load(parseCopy(tokens), connection, this.factory)
        : await unload(parseUnload(tokens), connection, this.factory);
    } catch (error) {
      if (error instanceof StatementFailure) return { rowCount: 0, error: error.message };
      throw error;
    }
  }
}
