import type { TextRow } from "../result/row-pages";
import { layoutOf, topLevel } from "../sql/sql-layout";
import { tokenizeSql } from "../sql/sql-tokens";
import type { SqlOutcome } from "../warehouse/execute-sql";
import type { FileConnection } from "../warehouse/file-statements";
import { requireAssumeRole } from "./assume-role-privilege";
import { COMPRESSED_EXTENSIONS, compressed } from "./compression";
import type { FileAccess, FileAccessFactory } from "./file-access";
import { type S3Location, s3Url } from "./statement/s3-location";
import type { UnloadStatement } from "./statement/unload-statement";
import { refuseStatement, StatementFailure } from "./statement-failure";
import { UnloadJournal } from "./unload-journal";
import { checkColumns } from "./write/check-columns";
import { type FilePart, textParts } from "./write/file-parts";
import { lineWriter } from "./write/line-writer";
import { manifestText, type UnloadedFile } from "./write/manifest";
import { parquetParts } from "./write/parquet-parts";
import { partitioned } from "./write/partitions";
import { type UnloadedColumn, unloadedColumns } from "./write/unloaded-column";

/**
 * Runs an UNLOAD: the query in the session, its rows into files.
 *
 * @throws StatementFailure in Redshift's words
 */
export async function unload(
  statement: UnloadStatement,
  connection: FileConnection,
  factory: FileAccessFactory,
): Promise<SqlOutcome> {
  const { warehouse, session, queryId, pid, signal, run } = connection;
  checkQuery(statement.query);
  const { result, error } = await run({ sql: statement.query, values: [] }, { isUnlimited: true });
  if (error !== undefined) throw new StatementFailure(error);
  if (result === undefined) return refuseStatement("UNLOAD requires a SELECT statement");
  const rows = Array.from({ length: result.pages.pageCount }, (_, page) => result.pages.page(page)).flat();
  result.pages.close();
  const { role, region } = statement;
  await requireAssumeRole(role, "UNLOAD", connection);
  const request = { warehouse, user: session.user, role, queryId, pid };
  const files = await factory.open({ ...request, ...(region === undefined ? {} : { region }) });
  const journal = new UnloadJournal(statement, connection);
  const written: UnloadedFile[] = [];
  try {
    await writeFiles(rows, unloadedColumns(result), statement, files, signal, written);
  } catch (error) {
    if (error instanceof StatementFailure) {
      journal.ended(written, 0, error.message.replace(/^ERROR: /, "").split("\n")[0]);
    }
    throw error;
  }
  session.lastFiles.set("last_unload_id", queryId);
  session.lastFiles.set("last_unload_count", rows.length);
  journal.ended(written, rows.length);
  return { rowCount: rows.length };
}

/** @param written is told of each file as soon as it is there, since those of an aborted UNLOAD stay */
async function writeFiles(
  rows: readonly TextRow[],
  selected: readonly UnloadedColumn[],
  statement: UnloadStatement,
  files: FileAccess,
  signal: AbortSignal,
  written: UnloadedFile[],
): Promise<void> {
  const { to, compression, encryption, manifest } = statement;
  const isDivided = statement.partitionBy.length > 0;
  const root = isDivided && to.key !== "" && !to.key.endsWith("/") ? { ...to, key: `${to.key}/` } : to;
  checkColumns(selected, statement);
  const { partitions, columns } = partitioned(rows, selected, statement);
  const folders = partitions.map(({ folder }) => ({ ...root, key: root.key + folder }));
  await makeRoom(files, statement, root, folders);
  for (const { folder, rows: partition } of partitions) {
    for (const part of await partsOf(partition, columns, statement)) {
      if (signal.aborted) throw new StatementFailure("ERROR: Query cancelled on user's request");
      const location = { ...root, key: root.key + folder + fileName(part, statement) };
      const bytes = await compressed(part.bytes, compression === "bzip2" ? "none" : compression);
      await files.write(location, bytes, encryption);
      written.push({ url: s3Url(location), bytes: bytes.length, rows: part.rows });
    }
  }
  // Of an empty result neither a file nor a manifest is written.
  if (manifest === "none" || written.length === 0) return;
  const verbose = manifest === "verbose" ? { ...statement, selected } : undefined;
  const text = manifestText(written, statement.format.kind, verbose);
  // One file in the root folder, whatever the partitions.
  await files.write({ ...root, key: `${root.key}manifest` }, Buffer.from(text), encryption);
}

/** "Unload the result of a LIMIT clause": it must be in a query of its own. @throws StatementFailure */
function checkQuery(query: string): void {
  const layout = layoutOf(tokenizeSql(query));
  const hasLimit = topLevel(layout).some((at) => layout.words[at] === "limit");
  if (hasLimit) refuseStatement("Limit clause is not supported");
  const [first = ""] = layout.words;
  if (first !== "select" && first !== "with" && layout.solid[0]?.text !== "(") {
    refuseStatement("UNLOAD requires a SELECT statement");
  }
}

/**
 * What is there already is deleted, overwritten, or a reason to refuse: anything at the location. CLEANPATH with partitions empties only
 * the folders that are written to.
 */
async function makeRoom(
  files: FileAccess,
  { existing, partitionBy }: UnloadStatement,
  root: S3Location,
  folders: readonly S3Location[],
): Promise<void> {
  const prefixes = existing === "delete" && partitionBy.length > 0 ? folders : [root];
  for (const prefix of prefixes) {
    const there = await files.list(prefix);
    if (existing === "delete") {
      for (const { location } of there) await files.remove(location);
    } else if (existing === "refuse" && there.length > 0) {
      refuseStatement(
        "Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, manually removing the target files in S3, or using the ALLOWOVERWRITE option.",
      );
    }
  }
}

async function partsOf(
  rows: readonly TextRow[],
  columns: readonly UnloadedColumn[],
  statement: UnloadStatement,
): Promise<readonly FilePart[]> {
  const lines = lineWriter(statement, columns);
  if (lines !== undefined) return textParts(rows, lines, statement);
  return parquetParts(rows, columns, statement.isParallel);
}

/** `0001_part_00`, or `000` with PARALLEL OFF. */
function fileName(
  { slice, part }: FilePart,
  { isParallel, extension, format, compression }: UnloadStatement,
): string {
  const number = isParallel ? `${digits(slice, 4)}_part_${digits(part, 2)}` : digits(part, 3);
  if (extension !== undefined) return `${number}.${extension}`;
  const kind = format.kind === "parquet" ? ".parquet" : format.kind === "json" ? ".json" : "";
  return number + kind + COMPRESSED_EXTENSIONS[compression];
}

function digits(number: number, count: number): string {
  return String(number).padStart(count, "0");
}
