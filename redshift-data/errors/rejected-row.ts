/** A record of a file that COPY did not load. */
export interface RejectedRow {
  /** Location of the file. */
  readonly file: string;
  /** Counted from 1. Of JSON: the last line of the object. */
  readonly line: number | null;
  readonly column: string;
  /** Of the error in the field. */
  readonly position: number | null;
  readonly errorCode: number | null;
  /** The engine's words. Values of the file in them are `(not shown)`, unless the request asks for them. */
  readonly reason: string;
}
