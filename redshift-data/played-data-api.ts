import { systemClock } from "./client/calls/clock";
import type { Cell, DataApi, ResultPage, StatementDescription } from "./client/data-api";
import { groupTexts, type TransferReport } from "./copy/transfer-reports";
import { QueryError } from "./errors/query-error";
import type { RejectedRow } from "./errors/rejected-row";
import type { ObjectRow } from "./result/whole-result";

/** What becomes of the statements that fit. The first that fits answers. */
export interface PlayedAnswer {
  /** Part of the SQL, or a pattern of it. */
  readonly sql: string | RegExp;
  /** Rows of its result, all with the same columns. Numbers, booleans, texts, NULL; what is an object is a SUPER. */
  readonly rows?: readonly ObjectRow[];
  /** Rows that a statement without a result affects, and that COPY loads. @default - the statement has a result, or tells no number */
  readonly rowCount?: number;
  /** The statement fails, with these words of the engine's. */
  readonly fails?: string;
  /** The statement does not end: who waits for it runs out of time. */
  readonly isEndless?: true;
  /** Of a COPY: records that it rejects, or that it fails for. @default - none */
  readonly rejected?: readonly Pick<RejectedRow, "file" | "line" | "column" | "reason">[];
  /** Of an UNLOAD, whose `rowCount` is that of the rows: the files that it writes. @default - none */
  readonly files?: readonly { readonly file: string; readonly rows: number; readonly bytes: number }[];
}

/** A statement that was run: one whose client token was not there before. */
export interface PlayedStatement {
  readonly statementId: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly clientToken: string;
}

interface Kept {
  readonly description: StatementDescription;
  readonly answers: readonly PlayedAnswer[];
}

/**
 * A Data API that answers as told.
 *
 * @param statements gets every statement that is run, but for those that ask for the figures of a COPY or UNLOAD
 * @param cancelled gets the ids of those that are cancelled
 */
export function playDataApi(
  answers: readonly PlayedAnswer[],
  statements: PlayedStatement[],
  cancelled: string[],
): DataApi {
  const kept = new Map<string, Kept>();
  const ids = new Map<string, string>();

  function submit(
    sqls: readonly string[],
    { ClientToken = "", Parameters = [] }: { ClientToken?: string | undefined; Parameters?: NamedValues },
    { isBatch, mode }: { readonly isBatch: boolean; readonly mode: string },
  ) {
    const known = ids.get(ClientToken);
    if (known !== undefined) return { Id: known };
    const found = answersTo(sqls, answers);
    const id = `fa4e0000-0000-4000-8000-${String(ids.size + 1).padStart(12, "0")}`;
    ids.set(ClientToken, id);
    const parameters = Object.fromEntries(
      (Parameters ?? []).map(({ name = "", value = "" }) => [name, value]),
    );
    for (const [index, sql] of sqls.entries()) {
      if (found[index]?.isReport === true) continue;
      const statementId = isBatch ? `${id}:${index + 1}` : id;
      statements.push({ statementId, sql, parameters, clientToken: ClientToken });
    }
    const description = isBatch ? describeBatch(id, sqls, found, mode) : describeOne(found[0]);
    kept.set(id, { description, answers: found });
    return { Id: id };
  }

  return {
    execute: async (request) => submit([request.Sql ?? ""], request, { isBatch: false, mode: "" }),
    executeBatch: async (request) =>
      submit(request.Sqls ?? [], request, { isBatch: true, mode: request.ExecutionMode ?? "TRANSACTION" }),
    describe: async ({ Id, WaitTimeSeconds = 0 }, signal) => {
      const description = keptOf(kept, Id).description;
      if (description.Status === "STARTED" && WaitTimeSeconds > 0) {
        await systemClock.sleep(WaitTimeSeconds * 1000, signal);
      }
      return cancelled.includes(Id) ? { ...description, Status: "ABORTED" } : description;
    },
    result: async ({ Id }) => {
      const [id = "", part = "1"] = Id.split(":");
      const rows = keptOf(kept, id).answers[Number(part) - 1]?.rows;
      if (rows === undefined) throw notFound("Query does not have result.");
      return pageOf(rows);
    },
    resultCsv: async () => {
      throw new Error("the fake link has no results in CSV");
    },
    cancel: async ({ Id }) => {
      keptOf(kept, Id);
      cancelled.push(Id);
      return { Status: true };
    },
  };
}

type NamedValues =
  | readonly { readonly name: string | undefined; readonly value: string | undefined }[]
  | undefined;

function keptOf(kept: ReadonlyMap<string, Kept>, id: string): Kept {
  const found = kept.get(id);
  if (found !== undefined) return found;
  throw notFound(`Query does not exist: ${id}`);
}

function notFound(message: string): Error {
  const error = new Error(message);
  error.name = "ResourceNotFoundException";
  return error;
}

/** One of the caller's answers, or one of this file's own to what the library asks about a COPY or UNLOAD. */
interface FoundAnswer extends PlayedAnswer {
  readonly isReport?: true;
}

function answersTo(sqls: readonly string[], answers: readonly PlayedAnswer[]): FoundAnswer[] {
  return groupTexts(sqls).flatMap(({ index, reports }) => {
    const own = answerTo(sqls[index] ?? "", answers);
    const asked = [...reports.keys()].map((report): FoundAnswer => {
      return { sql: "", rows: REPORTED[report](own), isReport: true };
    });
    return [own, ...asked];
  });
}

const REPORTED: Readonly<Record<TransferReport, (answer: PlayedAnswer) => readonly ObjectRow[]>> = {
  loadedRows: ({ rowCount = 0, fails }) => [{ row_count: fails === undefined ? rowCount : 0 }],
  rejectedRows: ({ rejected = [] }) =>
    rejected.map(({ file, line, column, reason }) => ({
      file,
      line,
      column_name: column,
      position: 0,
      error_code: 1207,
      reason,
    })),
  unloadedRows: ({ rowCount = 0 }) => [{ row_count: rowCount }],
  unloadedFiles: ({ files = [] }) =>
    files.map(({ file, rows, bytes }) => ({ file, line_count: rows, transfer_size: bytes })),
};

function answerTo(sql: string, answers: readonly PlayedAnswer[]): PlayedAnswer {
  const found = answers.find((answer) =>
    typeof answer.sql === "string" ? sql.includes(answer.sql) : answer.sql.test(sql),
  );
  if (found !== undefined) return found;
  throw new QueryError({
    code: "UNKNOWN",
    hop: "submit",
    message: `the fake link has no answer to ${JSON.stringify(sql)}`,
    advice: "give fakeLink one whose sql fits",
  });
}

interface Outcome extends Pick<StatementDescription, "Error" | "HasResultSet" | "ResultRows"> {
  readonly Status: "STARTED" | "FINISHED" | "FAILED";
}

function describeOne(answer: PlayedAnswer | undefined): Outcome {
  const { rows, rowCount, fails, isEndless } = answer ?? {};
  if (isEndless) return { Status: "STARTED" };
  if (fails !== undefined) return { Status: "FAILED", Error: fails };
  return { Status: "FINISHED", HasResultSet: rows !== undefined, ResultRows: rows?.length ?? rowCount ?? -1 };
}

function describeBatch(
  id: string,
  sqls: readonly string[],
  found: readonly PlayedAnswer[],
  mode: string,
): StatementDescription {
  const outcomes = found.map(describeOne);
  const isStarted = outcomes.some(({ Status }) => Status === "STARTED");
  const failedAt = outcomes.findIndex(({ Status }) => Status === "FAILED");
  const isRolledBack = failedAt >= 0 && mode !== "AUTO_COMMIT";
  const parts = outcomes.map((outcome, index) =>
    isRolledBack && index > failedAt ? ({ Status: "ABORTED" } as const) : outcome,
  );
  const ended = failedAt >= 0 ? "FAILED" : "FINISHED";
  return {
    Status: isStarted ? "STARTED" : ended,
    ExecutionMode: mode === "AUTO_COMMIT" ? "AUTO_COMMIT" : "TRANSACTION",
    SubStatements: parts.map((part, index) => ({
      Id: `${id}:${index + 1}`,
      QueryString: sqls[index],
      ...part,
    })),
  };
}

function pageOf(rows: readonly ObjectRow[]): ResultPage {
  const names = Object.keys(rows[0] ?? {});
  return {
    ColumnMetadata: names.map((name) => ({ name, label: name, typeName: typeOf(rows, name) })),
    Records: rows.map((row) => names.map((name) => cellOf(row[name] ?? null))),
    TotalNumRows: rows.length,
  };
}

function typeOf(rows: readonly ObjectRow[], name: string): string {
  const value = rows.map((row) => row[name] ?? null).find((found) => found !== null);
  if (typeof value === "number") return Number.isInteger(value) ? "int8" : "float8";
  if (typeof value === "boolean") return "bool";
  return typeof value === "object" ? "super" : "varchar";
}

function cellOf(value: ObjectRow[string]): Cell {
  if (value === null) return { isNull: true };
  if (typeof value === "number")
    return Number.isInteger(value) ? { longValue: value } : { doubleValue: value };
  if (typeof value === "boolean") return { booleanValue: value };
  return { stringValue: typeof value === "string" ? value : JSON.stringify(value) };
}
