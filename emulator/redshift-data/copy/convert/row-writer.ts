import type { LoadProblem, RawValue, RecordPlace, RecordSink } from "../read/record-sink";
import { DELIMITER_NOT_FOUND, EXTRA_COLUMNS } from "../read/record-sink";
import type { ColumnConverter } from "./column-converter";

/** What the engine's own COPY reads between and in values of its text format. */
const SPECIAL = /[\\\t\n\r]/;
const ALL_SPECIAL = /[\\\t\n\r]/g;
const ESCAPED: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Characters of rows that are turned into bytes at once. */
const PORTION_CHARACTERS = 1024 * 1024;

/** A refused record: which column, which value, why. */
export interface RefusedRecord extends LoadProblem {
  readonly file: string;
  readonly line: number;
  /** Number of the column among those loaded. Absent: the record as a whole. */
  readonly column?: number;
  readonly value: string;
  readonly raw: string;
}

/** Takes the rows of one file. */
export interface FileColumns {
  readonly file: string;
  readonly converters: readonly ColumnConverter[];
  /** Stand for the values that a record has not, by column (FILLRECORD). Absent: every record has them all. */
  readonly missing?: readonly RawValue[];
  /** A delimiter may end a line. */
  readonly mayEndWithDelimiter: boolean;
}

/** Collects rows in the text format of the engine's COPY, and what is refused of them. */
export class RowWriter {
  /** Rows to be loaded so far. */
  rowCount = 0;
  readonly refused: RefusedRecord[] = [];
  private portions: Buffer[] = [];
  private rows: string[] = [];
  private characters = 0;

  /** @param errorLimit reading ends once so many are refused, at the first one for 0 ("MAXERROR") */
  constructor(private readonly errorLimit: number) {}

  get isOver(): boolean {
    return this.refused.length >= Math.max(1, this.errorLimit);
  }

  /** Takes the records of a file. */
  sinkFor(columns: FileColumns): RecordSink {
    return {
      row: (values, place) => this.row(columns, values, place),
      refused: (problem, place) => this.refuse(columns, problem, place),
    };
  }

  /** Hands over all rows, as the engine reads them: they are in one place only. */
  take(): readonly Buffer[] {
    this.closePortion();
    const taken = this.portions;
    this.portions = [];
    return taken;
  }

  private row(columns: FileColumns, values: readonly RawValue[], place: RecordPlace): void {
    const text = rowText(columns, values);
    if (typeof text !== "string") {
      this.refuse(columns, text, place);
      return;
    }
    this.rows.push(text);
    this.rowCount++;
    this.characters += text.length + 1;
    if (this.characters >= PORTION_CHARACTERS) this.closePortion();
  }

  private refuse({ file }: FileColumns, problem: RowProblem, place: RecordPlace): void {
    if (this.isOver) return;
    this.refused.push({ value: "", ...problem, file, line: place.line, raw: place.raw() });
  }

  private closePortion(): void {
    if (this.rows.length === 0) return;
    this.portions.push(Buffer.from(`${this.rows.join("\n")}\n`));
    this.rows = [];
    this.characters = 0;
  }
}

type RowProblem = LoadProblem & Partial<Pick<RefusedRecord, "column" | "value">>;

/** A row as the engine reads it, or why it is refused. */
function rowText(
  { converters, missing, mayEndWithDelimiter }: FileColumns,
  values: readonly RawValue[],
): string | RowProblem {
  const count = converters.length;
  // A delimiter at the end of a line is one more, empty value.
  const isClosed = mayEndWithDelimiter && values.length === count + 1 && values[count] === "";
  if (values.length > count && !isClosed) return EXTRA_COLUMNS;
  if (values.length < count && missing === undefined) return DELIMITER_NOT_FOUND;
  let row = "";
  for (const [index, converter] of converters.entries()) {
    const value = (index < values.length ? values : missing)?.[index] ?? null;
    const converted = converter(value);
    if (index > 0) row += "\t";
    if (converted === null) row += "\\N";
    else if (typeof converted !== "string") return { ...converted, column: index, value: value ?? "" };
    else row += SPECIAL.test(converted) ? converted.replace(ALL_SPECIAL, escaped) : converted;
  }
  return row;
}

function escaped(character: string): string {
  return ESCAPED[character] ?? character;
}
