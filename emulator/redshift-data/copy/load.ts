import type { SqlOutcome } from "../warehouse/execute-sql";
import type { FileConnection } from "../warehouse/file-statements";
import { requireAssumeRole } from "./assume-role-privilege";
import { decompressed } from "./compression";
import { RowWriter } from "./convert/row-writer";
import { copyIn } from "./copy-in";
import type { FileAccessFactory } from "./file-access";
import { LoadJournal } from "./load-journal";
import { readFile } from "./read-file";
import { shreddingOf } from "./shredding";
import { missing, type SourceFile, sourceFiles } from "./source-files";
import type { Compression, CopyStatement } from "./statement/copy-statement";
import { s3Url } from "./statement/s3-location";
import { StatementFailure } from "./statement-failure";
import { fileColumns, type TargetTable, targetTable } from "./target-table";

/**
 * Runs a COPY: all rows of all files, or none.
 *
 * @throws StatementFailure in Redshift's words
 */
export async function load(
  statement: CopyStatement,
  connection: FileConnection,
  factory: FileAccessFactory,
): Promise<SqlOutcome> {
  const { warehouse, session, queryId, pid, signal } = connection;
  const table = await targetTable(statement, connection);
  const columns = fileColumns(table, statement, connection.engineName);
  const { role, region } = statement;
  await requireAssumeRole(role, "COPY", connection);
  const request = { warehouse, user: session.user, role, queryId, pid };
  const files = await factory.open({ ...request, ...(region === undefined ? {} : { region }) });
  const sources = await sourceFiles(statement, files, { queryId, pid });
  const shredding = await shreddingOf(statement, columns.length, files, { queryId, pid });
  session.lastFiles.set("last_copy_id", queryId);
  session.lastFiles.set("last_copy_count", 0);
  const journal = new LoadJournal(statement, table, connection);
  const rows = new RowWriter(statement.errorLimit);
  try {
    for (const source of sources) {
      if (signal.aborted) throw new StatementFailure("ERROR: Query cancelled on user's request");
      await readSource(source);
      if (rows.isOver) break;
    }
    // "Regardless of any mandatory settings, COPY will terminate if no files are found."
    if (journal.isWithoutFile) throw missing(sources[0]?.location ?? statement.from, { queryId, pid });
    journal.refused(rows.refused, columns);
    if (rows.isOver) throw loadFailure(table, connection);
    const rowCount = statement.isTrial ? 0 : await copyIn(table, columns, rows, connection);
    session.lastFiles.set("last_copy_count", rowCount);
    journal.ended("completed", rowCount, rows.refused.length);
    return { rowCount };
  } catch (error) {
    journal.ended("aborted", 0, rows.refused.length);
    throw error;
  }

  async function readSource({ location, isMandatory }: SourceFile): Promise<void> {
    const stored = await files.read(location);
    if (stored === undefined) {
      if (isMandatory) throw missing(location, { queryId, pid });
      return;
    }
    const name = s3Url(location);
    const bytes = await decompressed(stored, compressionOf(statement, name), name);
    const [before, refusedBefore] = [rows.rowCount, rows.refused.length];
    await readFile({ name, bytes }, columns, statement, shredding, { queryId, pid }, rows);
    const lines = rows.rowCount - before + rows.refused.length - refusedBefore;
    journal.file({ name, bytes: stored.length, lines });
  }
}

/** A columnar file says by its name how it is compressed as a whole ("COPY from columnar data formats"). */
function compressionOf({ format, compression }: CopyStatement, name: string): Compression {
  if (format.kind !== "parquet") return compression;
  if (name.endsWith(".gz")) return "gzip";
  return name.endsWith(".bz2") ? "bzip2" : "none";
}

function loadFailure({ shownName }: TargetTable, { warehouse }: FileConnection): StatementFailure {
  const view = warehouse.cluster === undefined ? "sys_load_error_detail" : "stl_load_errors";
  return new StatementFailure(
    `ERROR: Load into table '${shownName}' failed.  Check '${view}' system table for details.`,
  );
}
