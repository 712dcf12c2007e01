import { ROW_FORMATS, type RowFormat } from "./row-format";

/** Where an answer ended: at a row of a page of the Data API. */
export interface ResultPosition {
  /** The statement, or sub-statement, whose result it is. */
  readonly statementId: string;
  /** Format of the answer that ended here. */
  readonly format: RowFormat;
  /** The Data API's token of the page. Absent: the first page. */
  readonly pageToken?: string;
  /** What of that page was already answered: rows, or characters for `csv`. */
  readonly offset: number;
}

/** Longer text is not decoded. AWS's own tokens have some hundred characters. */
const MAX_TOKEN_CHARACTERS = 16 * 1024;

/** The position as opaque text (base64url of JSON). */
export function encodeNextToken({ statementId, format, pageToken, offset }: ResultPosition): string {
  return Buffer.from(JSON.stringify([statementId, format, offset, pageToken])).toString("base64url");
}

/** The position of a token of {@link encodeNextToken}; nothing for anything else. Never fails. */
export function decodeNextToken(token: unknown): ResultPosition | undefined {
  if (typeof token !== "string" || token.length > MAX_TOKEN_CHARACTERS) return undefined;
  const [statementId, format, offset, pageToken] = membersOf(token);
  if (typeof statementId !== "string" || !isFormat(format)) return undefined;
  if (!Number.isSafeInteger(offset) || Number(offset) < 0) return undefined;
  const position = { statementId, format, offset: Number(offset) };
  if (pageToken === undefined || pageToken === null) return position;
  return typeof pageToken === "string" && pageToken !== "" ? { ...position, pageToken } : undefined;
}

function membersOf(token: string): readonly unknown[] {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    return Array.isArray(decoded) ? decoded : [];
  } catch {
    return [];
  }
}

function isFormat(value: unknown): value is RowFormat {
  return ROW_FORMATS.some((format) => format === value);
}
