import { isJson } from "../../../aws/json";
import type { Cell } from "../data-api";

/** A `longValue` of 16 digits or more, which may be beyond 2^53. Inside JSON text every quote is escaped, so no value matches. */
const LONG_DIGITS = /("longValue"\s*:\s*)(-?\d{16,})/g;

/** Body of a GetStatementResult response, taken apart. */
export interface ResultBody {
  readonly records: readonly (readonly Cell[])[];
  /** The body without its records. */
  readonly rest: Buffer;
}

/**
 * Reads the records of a GetStatementResult response, so that the SDK does not: it reads every JSON number as a
 * JavaScript number, which rounds a BIGINT beyond 2^53, and takes a walk of its own through each cell, which costs
 * several times what `JSON.parse` does.
 *
 * @returns nothing for a body that is no such response: the SDK says then what is wrong with it
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_Field.html
 */
export function readResultBody(body: Buffer): ResultBody | undefined {
  const text = body.toString("utf8");
  const page = parsed(text.replace(LONG_DIGITS, '$1"$2"'));
  if (page === undefined) return undefined;
  const { Records, ...rest } = page;
  const records = text.includes('"blobValue"') ? Records.map(withBytes) : Records;
  return {
    records: records as ResultBody["records"],
    rest: Buffer.from(JSON.stringify({ ...rest, Records: [] })),
  };
}

function parsed(text: string): { readonly Records: readonly unknown[] } | undefined {
  try {
    const page: unknown = JSON.parse(text);
    return isJson(page) && Array.isArray(page.Records) ? (page as { Records: unknown[] }) : undefined;
  } catch {
    return undefined;
  }
}

/** What is no record or no cell stays as it is: it is refused, or read, where all of them are. */
function withBytes(record: unknown): unknown {
  return Array.isArray(record) ? record.map(cellWithBytes) : record;
}

function cellWithBytes(cell: unknown): unknown {
  if (!isJson(cell) || typeof cell.blobValue !== "string") return cell;
  return { ...cell, blobValue: Buffer.from(cell.blobValue, "base64") };
}
