import { AwsError } from "../../protocol/aws-error";
import { InputReader } from "./input-reader";

const ID_PATTERN = /^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\d+)?$/;

/** A statement, or one part of it. */
export interface ParsedStatementId {
  readonly statementId: string;
  /** Counts from 1; absent: the statement itself. */
  readonly partNumber?: number;
}

/** @throws AwsError ValidationException in AWS's words for a malformed id */
export function readStatementId(input: unknown): ParsedStatementId {
  const reader = new InputReader(input);
  const id = reader.requiredText("Id");
  reader.finish();
  if (!ID_PATTERN.test(id)) {
    throw new AwsError("ValidationException", `id must satisfy regex pattern: ${ID_PATTERN.source}`);
  }
  const [statementId = id, part] = id.split(":");
  return part === undefined ? { statementId } : { statementId, partNumber: Number(part) };
}

/** Id of a part as the API writes it. */
export function partId(statementId: string, index: number): string {
  return `${statementId}:${index + 1}`;
}
