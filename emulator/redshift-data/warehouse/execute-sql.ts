import { setImmediate } from "node:timers/promises";
import { protocol } from "@electric-sql/pglite";
import type { Engine } from "../engine/start-engine";
import { redshiftType } from "../result/redshift-types";
import type { EngineColumn, SqlResult } from "../result/result-set";
import { type PaddedColumn, type PageSize, RowPages, type TextRow } from "../result/row-pages";
import { type EngineError, oversizeError, redshiftErrorText } from "./redshift-error";

/** What one statement gave: a result set or none, or the error in Redshift's words. */
export interface SqlOutcome {
  readonly result?: SqlResult;
  /** Rows returned or changed; 0 for a statement that does neither. */
  readonly rowCount: number;
  readonly error?: string;
}

/** What is open on the connection after a statement: nothing, a transaction, or one that can only be rolled back. */
type TransactionState = "none" | "open" | "failed";

/** The outcome of a statement, and what it left the connection in. */
export interface EngineOutcome extends SqlOutcome {
  readonly transaction: TransactionState;
  /** First word of the engine's report, for example `COMMIT`; absent for a statement that failed or had no end. */
  readonly command?: string;
}

/** One statement with numbered placeholders. */
export interface EngineStatement {
  readonly sql: string;
  readonly values: readonly string[];
  /** Ours, in the engine's SQL: it is not translated. @default false: a user's, in Redshift's SQL */
  readonly isEngineSql?: boolean;
  /** It runs with all rights, for the session's user. @default false */
  readonly hasAllRights?: boolean;
  /** What a `COPY … FROM STDIN` of ours reads, in the format that it names. */
  readonly copiedIn?: readonly Buffer[];
  /** Number under which system views show it. */
  readonly queryId?: number;
}

/** How a result is kept, and what stops it. */
export interface ExecuteOptions {
  readonly pageSize: PageSize;
  /** Applied to every text that the engine gives: names of columns, values, errors. @default nothing is */
  readonly restored?: ((text: string) => string) | undefined;
  /** Ends the statement between two portions of its result. */
  readonly signal?: AbortSignal;
  /** The result goes into files: the limits of the Data API do not hold for it. @default false */
  readonly isUnlimited?: boolean;
}

/** Longest row and largest result, bytes (AWS quotas; AWS counts a result after compression, this does not). */
const MAX_ROW_BYTES = 64 * 1024;
const MAX_RESULT_BYTES = 500 * 1024 * 1024;

/** Rows taken from the engine at once. */
const PORTION_ROWS = 250;

interface Message {
  readonly name: string;
}

interface RowDescription extends Message {
  readonly fields: readonly EngineColumn[];
}

interface DataRow extends Message {
  readonly fields: TextRow;
}

interface CommandComplete extends Message {
  readonly text: string;
}

interface ReadyForQuery extends Message {
  readonly status: string;
}

const TRANSACTION_STATES: Readonly<Record<string, TransactionState>> = { I: "none", T: "open", E: "failed" };

function named<T extends Message>(messages: readonly Message[], name: string): readonly T[] {
  return messages.filter((message): message is T => message.name === name);
}

/** `SELECT 2`, `INSERT 0 5`: the last word is the count, where there is one. */
function rowCountOf(tag: string | undefined): number {
  const count = Number(tag?.split(" ").at(-1));
  return Number.isInteger(count) ? count : 0;
}

function fractionDigits(value: string): number {
  return value.split(".")[1]?.length ?? 0;
}

class ResultBuilder {
  private readonly scales: number[];
  private readonly leastScales: number[];
  private readonly restored: ExecuteOptions["restored"];
  private readonly isUnlimited: boolean;
  readonly pages: RowPages;

  constructor(
    private readonly columns: readonly EngineColumn[],
    { pageSize, restored, isUnlimited = false }: ExecuteOptions,
  ) {
    this.pages = new RowPages(pageSize);
    this.restored = restored;
    this.isUnlimited = isUnlimited;
    this.scales = columns.map(() => 0);
    this.leastScales = columns.map(() => Number.POSITIVE_INFINITY);
  }

  /** @returns why the result is refused */
  add(rows: readonly DataRow[]): string | undefined {
    for (const { fields } of rows) {
      const row = this.restoredRow(fields);
      const rowBytes = this.pages.add(row);
      if (!this.isUnlimited && rowBytes > MAX_ROW_BYTES) return oversizeError("row");
      if (!this.isUnlimited && this.pages.bytes > MAX_RESULT_BYTES) return oversizeError("result");
      fields.forEach((value, index) => {
        if (value === null) return;
        const digits = fractionDigits(value);
        this.scales[index] = Math.max(this.scales[index] ?? 0, digits);
        this.leastScales[index] = Math.min(this.leastScales[index] ?? 0, digits);
      });
    }
    return undefined;
  }

  private restoredRow(fields: TextRow): TextRow {
    const { restored } = this;
    return restored === undefined ? fields : fields.map((value) => (value === null ? null : restored(value)));
  }

  /** A column of decimals has one scale; the engine leaves each value its own where none is declared. */
  private unevenDecimals(): readonly PaddedColumn[] {
    return this.columns.flatMap(({ dataTypeID, dataTypeModifier }, index) => {
      const scale = this.scales[index] ?? 0;
      const isUneven =
        redshiftType(dataTypeID).name === "numeric" &&
        dataTypeModifier < 0 &&
        (this.leastScales[index] ?? scale) < scale;
      return isUneven ? [{ index, scale }] : [];
    });
  }

  finish(): SqlResult {
    this.pages.finish(this.unevenDecimals());
    const { restored } = this;
    const columns =
      restored === undefined
        ? this.columns
        : this.columns.map((column) => ({ ...column, name: restored(column.name) }));
    return { columns, pages: this.pages, scales: this.scales };
  }
}

/**
 * Runs one statement over the engine's wire protocol, which alone keeps every value as text, says from which table a
 * column comes, and hands out a result in portions. An error of the SQL is an outcome, not an exception.
 */
export async function executeSql(
  database: Engine,
  statement: EngineStatement,
  options: ExecuteOptions,
): Promise<EngineOutcome> {
  const send = async (...requests: readonly Uint8Array[]): Promise<readonly Message[]> =>
    (await database.execProtocol(Buffer.concat(requests), { throwOnError: false })).messages;
  let ready: readonly ReadyForQuery[] = [];
  let outcome: SqlOutcome & Pick<EngineOutcome, "command">;
  try {
    outcome = await runPortions(send, statement, options);
  } finally {
    ready = named<ReadyForQuery>(await send(protocol.serialize.sync()), "readyForQuery");
  }
  return { ...outcome, transaction: TRANSACTION_STATES[ready[0]?.status ?? ""] ?? "none" };
}

/** Length of a message of data: the engine's buffer for one does not grow without end. */
const COPY_MESSAGE_BYTES = 1024 * 1024;

function copyMessages(portions: readonly Buffer[]): readonly Uint8Array[] {
  const messages: Uint8Array[] = [];
  for (const bytes of portions) {
    for (let at = 0; at < bytes.length; at += COPY_MESSAGE_BYTES) {
      const part = bytes.subarray(at, at + COPY_MESSAGE_BYTES);
      const head = Buffer.alloc(5);
      head[0] = "d".charCodeAt(0);
      head.writeUInt32BE(part.length + 4, 1);
      messages.push(head, part);
    }
  }
  return messages;
}

type Send = (...requests: readonly Uint8Array[]) => Promise<readonly Message[]>;

async function runPortions(
  send: Send,
  { sql, values, copiedIn }: EngineStatement,
  options: ExecuteOptions,
): Promise<SqlOutcome & Pick<EngineOutcome, "command">> {
  const { serialize } = protocol;
  const { signal, restored } = options;
  const portion = serialize.execute({ rows: PORTION_ROWS });
  let builder: ResultBuilder | undefined;
  const failed = (error: string): SqlOutcome => {
    builder?.pages.close();
    return { rowCount: 0, error };
  };
  let messages = await send(
    serialize.parse({ text: sql }),
    serialize.bind({ values: [...values] }),
    serialize.describe({ type: "P" }),
    portion,
    ...(copiedIn === undefined ? [] : [...copyMessages(copiedIn), serialize.copyDone()]),
  );
  const [description] = named<RowDescription>(messages, "rowDescription");
  if (description !== undefined) builder = new ResultBuilder(description.fields, options);
  for (;;) {
    const [error] = named<Message & EngineError>(messages, "error");
    if (error !== undefined) return failed((restored ?? String)(redshiftErrorText(error)));
    const refusal = builder?.add(named<DataRow>(messages, "dataRow"));
    if (refusal !== undefined) return failed(refusal);
    if (named(messages, "portalSuspended").length === 0) break;
    // The engine runs on this thread: other requests must get their turn, also one that cancels this statement.
    await setImmediate();
    if (signal?.aborted) return failed("ERROR: Query cancelled on user's request");
    messages = await send(portion);
  }
  const [complete] = named<CommandComplete>(messages, "commandComplete");
  const result = builder?.finish();
  const command = complete?.text.split(" ")[0];
  return {
    ...(result === undefined ? {} : { result }),
    rowCount: result?.pages.rowCount ?? rowCountOf(complete?.text),
    ...(command === undefined ? {} : { command }),
  };
}
