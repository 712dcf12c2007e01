/** A value of a file; `null` where the format itself has one for NULL. */
export type RawValue = string | null;

/** Why a value or a line is refused: code and text of `stl_load_errors`. */
export interface LoadProblem {
  readonly code: number;
  readonly reason: string;
  /** Character of the value, counted from 0. @default 0 */
  readonly position?: number;
}

/** Where a record stands in its file. */
export interface RecordPlace {
  /** Counted from 1. */
  readonly line: number;
  /** The text of the record, for `raw_line`. */
  readonly raw: () => string;
}

/** Takes the records of a file, one after the other. */
export interface RecordSink {
  row(values: readonly RawValue[], place: RecordPlace): void;
  /** A record that cannot be read. */
  refused(problem: LoadProblem, place: RecordPlace): void;
}

/** Texts and codes of "Load error reference". */
export const DELIMITER_NOT_FOUND: LoadProblem = { code: 1214, reason: "Delimiter not found" };
export const EXTRA_COLUMNS: LoadProblem = { code: 1202, reason: "Extra column(s) found" };
export const WRONG_ENCODING: LoadProblem = {
  code: 1221,
  reason: "Encoding of the file is not the same as that specified in the COPY command",
};
