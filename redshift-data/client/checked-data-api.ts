import type { ColumnMetadata } from "@aws-sdk/client-redshift-data";
import { isJson, type Json, presentMembers } from "../../aws/json";
import { answerNotUnderstood, withoutStatementId } from "../errors/answer-not-understood";
import type { DATA_API_PHASES } from "../errors/error-codes";
import type { Cell, CsvPage, DataApi, StatementDescription, SubmittedStatement } from "./data-api";
import { isSessionId, isStatementId } from "./data-api-id";

/** Most statements of a batch (BatchExecuteStatement). */
export const MAX_BATCH_STATEMENTS = 40;

/** AWS's own tokens have some hundred characters. A longer one would not come back as the next token of an answer. */
const MAX_TOKEN_BYTES = 8 * 1024;

const STATUSES = ["SUBMITTED", "PICKED", "STARTED", "FINISHED", "ABORTED", "FAILED"] as const;

type CallPhase = (typeof DATA_API_PHASES)[number];

/**
 * A Data API whose answers have the shape of their types, whatever it was that answered: what an answer cannot be without
 * is checked, and what is of another type than documented is left out.
 *
 * @returns a Data API that rejects with a QueryError `UNKNOWN` for an answer that is none
 */
export function checkAnswers(api: DataApi): DataApi {
  return {
    execute: async (request, signal) => readSubmitted(await api.execute(request, signal)),
    executeBatch: async (request, signal) => readSubmitted(await api.executeBatch(request, signal)),
    describe: async (request, signal) => readDescription(await api.describe(request, signal)),
    result: async (request, signal) => {
      const page = membersOf("result", await api.result(request, signal));
      return { ...readPage(page), Records: readRecords(page.Records) };
    },
    resultCsv: async (request, signal) => {
      const page = membersOf("result", await api.resultCsv(request, signal));
      return { ...readPage(page), Records: readChunks(page.Records) };
    },
    cancel: async (request, signal) => {
      const { Status } = membersOf("cancel", await api.cancel(request, signal));
      return presentMembers({ Status: flag(Status) });
    },
  };
}

function readSubmitted(answer: unknown): SubmittedStatement {
  const { Id, Status, HasResultSet, SessionId } = membersOf("submit", answer);
  if (typeof Id !== "string" || !isStatementId(Id)) throw withoutStatementId();
  return {
    Id,
    ...presentMembers({ Status: statusOf(Status), HasResultSet: flag(HasResultSet) }),
    ...presentMembers({ SessionId: sessionOf(SessionId) }),
  };
}

function readDescription(answer: unknown): StatementDescription {
  const description = membersOf("describe", answer);
  const { SubStatements, QueryParameters } = description;
  if (Array.isArray(SubStatements) && SubStatements.length > MAX_BATCH_STATEMENTS) {
    throw answerNotUnderstood("describe", `a batch has more than ${MAX_BATCH_STATEMENTS} statements`);
  }
  return {
    ...readOutcome(description),
    ...presentMembers({
      ResultFormat: description.ResultFormat === "CSV" ? ("CSV" as const) : undefined,
      SessionId: sessionOf(description.SessionId),
      ExecutionMode: description.ExecutionMode === "AUTO_COMMIT" ? ("AUTO_COMMIT" as const) : undefined,
      SubStatements: listOf(SubStatements, (sub) => ({ Id: idOf(sub.Id), ...readOutcome(sub) })),
      QueryParameters: listOf(QueryParameters, ({ name, value }) => ({
        name: textOf(name),
        value: textOf(value),
      })),
    }),
  };
}

/** What a statement and one of a batch tell alike. */
function readOutcome({ Status, Error: text, HasResultSet, ResultRows, QueryString }: Json) {
  return presentMembers({
    Status: statusOf(Status),
    Error: textOf(text),
    HasResultSet: flag(HasResultSet),
    ResultRows: numberOf(ResultRows),
    QueryString: textOf(QueryString),
  });
}

function readPage({ ColumnMetadata: columns, TotalNumRows, NextToken }: Json) {
  if (NextToken !== undefined && NextToken !== null && !isToken(NextToken)) {
    throw answerNotUnderstood("result", "the token of its next page is none");
  }
  return presentMembers({
    ColumnMetadata: listOf(columns, readColumn),
    TotalNumRows: numberOf(TotalNumRows),
    NextToken: textOf(NextToken),
  });
}

function readColumn({ label, name, typeName, precision, scale, nullable }: Json): ColumnMetadata {
  return presentMembers({
    label: textOf(label),
    name: textOf(name),
    typeName: textOf(typeName),
    precision: numberOf(precision),
    scale: numberOf(scale),
    nullable: numberOf(nullable),
  });
}

/** Cells are looked at where they are read: most results have too many to do so twice. */
function readRecords(records: unknown): readonly (readonly Cell[])[] {
  if (Array.isArray(records) && records.every((record) => Array.isArray(record))) return records;
  throw answerNotUnderstood("result", "its rows are no lists");
}

function readChunks(records: unknown): CsvPage["Records"] {
  const isChunk = (chunk: unknown) =>
    isJson(chunk) && (chunk.CSVRecords === undefined || typeof chunk.CSVRecords === "string");
  if (Array.isArray(records) && records.every(isChunk)) return records;
  throw answerNotUnderstood("result", "its rows are no CSV text");
}

function membersOf(phase: CallPhase, answer: unknown): Json {
  if (isJson(answer)) return answer;
  throw answerNotUnderstood(phase, "it is no object");
}

function isToken(value: unknown): boolean {
  return typeof value === "string" && Buffer.byteLength(JSON.stringify(value)) <= MAX_TOKEN_BYTES;
}

function listOf<T>(value: unknown, read: (member: Json) => T): T[] | undefined {
  return Array.isArray(value) ? value.map((member) => read(isJson(member) ? member : {})) : undefined;
}

function statusOf(value: unknown): (typeof STATUSES)[number] | undefined {
  return STATUSES.find((status) => status === value);
}

function idOf(value: unknown): string | undefined {
  return typeof value === "string" && isStatementId(value) ? value : undefined;
}

function sessionOf(value: unknown): string | undefined {
  return typeof value === "string" && isSessionId(value) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
