import type { PageSize } from "../result/row-pages";
import { firstWord } from "../sql/session-words";
import { type SqlToken, tokenizeSql } from "../sql/sql-tokens";
import type { DatabaseSession } from "./database-session";
import type { EngineOutcome, EngineStatement, ExecuteOptions, SqlOutcome } from "./execute-sql";
import type { LoadRecord } from "./load-records";
import type { SharedEngine } from "./shared-engine";
import type { WarehouseSpec } from "./warehouse-spec";

/** The connection on which a statement that reads or writes files runs. */
export interface FileConnection {
  readonly warehouse: WarehouseSpec;
  readonly session: DatabaseSession;
  /** Of the statement, as system views show it. */
  readonly queryId: number;
  /** Of the connection. */
  readonly pid: number;
  readonly signal: AbortSignal;
  /** The engine's name of what the user names. */
  readonly engineName: (name: string) => string;
  /** Runs a statement in the session and its transaction. */
  readonly run: (statement: EngineStatement, options?: Partial<ExecuteOptions>) => Promise<EngineOutcome>;
  /** Keeps rows of the system views of loads and unloads; no transaction takes them back. */
  readonly record: (...records: readonly LoadRecord[]) => void;
}

/** Statements that read and write files: COPY and UNLOAD. */
export interface FileStatements {
  /** Runs the statement. An error is an outcome, not an exception. */
  run(tokens: readonly SqlToken[], connection: FileConnection): Promise<SqlOutcome>;
}

/** Where a statement came from. */
interface FileOrigin {
  readonly warehouse: WarehouseSpec;
  readonly session: DatabaseSession;
  readonly pageSize: PageSize;
  readonly signal: AbortSignal;
  readonly pid?: number;
}

/** Runs a COPY or UNLOAD; resolves to nothing for any other statement. One that fails breaks the transaction it is in. */
export async function runOnFiles(
  files: FileStatements | undefined,
  shared: SharedEngine,
  { warehouse, session, pageSize, signal, pid = 0 }: FileOrigin,
  statement: EngineStatement,
): Promise<SqlOutcome | undefined> {
  const { sql, queryId = 0, isEngineSql = false } = statement;
  if (files === undefined || isEngineSql || !isFileStatement(sql)) return undefined;
  const outcome = await files.run(tokenizeSql(sql), {
    ...{ warehouse, session, queryId, pid, signal },
    engineName: (name) => shared.longNames.engineName(name),
    run: (one, options) => shared.run(session, one, { pageSize, signal, ...options }),
    record: (...records) => shared.catalogue.records.add(records),
  });
  if (outcome.error !== undefined) await shared.cancel(session);
  return outcome;
}

/** Whether a statement reads files or writes them. */
export function isFileStatement(sql: string): boolean {
  return ["copy", "unload"].includes(firstWord(sql));
}
