import type { StatementDescription } from "./client/data-api";
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

/** One of the caller's answers, or one of this file's own to what the library asks about a COPY or UNLOAD. */
interface FoundAnswer extends PlayedAnswer {
  readonly isReport?: true;
}

/** The answer to each text of a request. @throws QueryError where the caller has none */
export function answersTo(sqls: readonly string[], answers: readonly PlayedAnswer[]): FoundAnswer[] {
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

/** A statement as it stands from the beginning. */
export function describeOne(answer: PlayedAnswer | undefined): Outcome {
  const { rows, rowCount, fails, isEndless } = answer ?? {};
  if (isEndless) return { Status: "STARTED" };
  if (fails !== undefined) return { Status: "FAILED", Error: fails };
  return { Status: "FINISHED", HasResultSet: rows !== undefined, ResultRows: rows?.length ?? rowCount ?? -1 };
}

/** The same of a batch. */
export function describeBatch(
  id: string,
  sqls: readonly string[],
  found: readonly PlayedAnswer[],
  mode: "TRANSACTION" | "AUTO_COMMIT",
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
    ExecutionMode: mode,
    SubStatements: parts.map((part, index) => ({
      Id: `${id}:${index + 1}`,
      QueryString: sqls[index],
      ...part,
    })),
  };
}
