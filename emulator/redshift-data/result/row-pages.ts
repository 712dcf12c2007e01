import { type FileSlice, SpillFile } from "./spill-file";

/** A row as the engine's text. */
export type TextRow = readonly (string | null)[];

/** How much of a result one page carries. */
export interface PageSize {
  readonly rows: number;
  /** Bytes of the values; a single longer row still makes a page. */
  readonly bytes: number;
}

/** A decimal of a column in which others have more digits after the point, and how many it gets. */
export interface PaddedColumn {
  readonly index: number;
  readonly scale: number;
}

/** Results beyond this are kept on disk. */
const MEMORY_BYTES = 4 * 1024 * 1024;

function bytesOf(row: TextRow): number {
  return row.reduce((sum, cell) => sum + Buffer.byteLength(cell ?? ""), 0);
}

function padded(row: TextRow, columns: readonly PaddedColumn[]): TextRow {
  const values = [...row];
  for (const { index, scale } of columns) {
    const [whole = "", fraction = ""] = values[index]?.split(".") ?? [];
    if (/^-?\d+$/.test(whole)) values[index] = `${whole}.${fraction.padEnd(scale, "0")}`;
  }
  return values;
}

/** The rows of one result in pages. Whatever their size, memory holds a few MB at most. */
export class RowPages {
  /** Rows added so far. */
  rowCount = 0;
  /** Bytes of their values. */
  bytes = 0;
  private readonly pages: (Buffer | FileSlice)[] = [];
  private file: SpillFile | undefined;
  private memoryBytes = 0;
  private open: TextRow[] = [];
  private openBytes = 0;
  private padded: readonly PaddedColumn[] = [];

  constructor(private readonly size: PageSize) {}

  /** Adds a row; returns its bytes. */
  add(row: TextRow): number {
    const rowBytes = bytesOf(row);
    const isFull = this.open.length >= this.size.rows || this.openBytes + rowBytes > this.size.bytes;
    if (isFull && this.open.length > 0) this.closePage();
    this.open.push(row);
    this.openBytes += rowBytes;
    this.rowCount += 1;
    this.bytes += rowBytes;
    return rowBytes;
  }

  /**
   * Ends the last page: no row is added after it.
   *
   * @param padded columns whose values get zeros behind the point. @default none
   */
  finish(padded: readonly PaddedColumn[] = []): void {
    this.padded = padded;
    if (this.open.length > 0) this.closePage();
  }

  get pageCount(): number {
    return this.pages.length;
  }

  /** The rows of a page, counted from 0; none beyond the last. */
  page(index: number): readonly TextRow[] {
    const page = this.pages[index];
    if (page === undefined) return [];
    const bytes = Buffer.isBuffer(page) ? page : this.spilled().read(page);
    const rows: readonly TextRow[] = JSON.parse(bytes.toString("utf8"));
    return this.padded.length === 0 ? rows : rows.map((row) => padded(row, this.padded));
  }

  /** Frees the memory and the disk space of the result. */
  close(): void {
    this.file?.close();
    this.file = undefined;
    this.pages.length = 0;
  }

  private closePage(): void {
    const bytes = Buffer.from(JSON.stringify(this.open));
    this.open = [];
    this.openBytes = 0;
    this.memoryBytes += bytes.length;
    this.pages.push(this.file === undefined ? bytes : this.file.append(bytes));
    if (this.file === undefined && this.memoryBytes > MEMORY_BYTES) this.spill();
  }

  private spill(): void {
    const file = this.spilled();
    this.pages.forEach((page, index) => {
      if (Buffer.isBuffer(page)) this.pages[index] = file.append(page);
    });
  }

  private spilled(): SpillFile {
    this.file ??= new SpillFile();
    return this.file;
  }
}
