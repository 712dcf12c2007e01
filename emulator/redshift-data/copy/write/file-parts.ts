import type { TextRow } from "../../result/row-pages";
import type { LineWriter } from "./line-writer";

/** A file of an UNLOAD, not compressed. */
export interface FilePart {
  /** Of the cluster, each of which writes files of its own. */
  readonly slice: number;
  /** Number of the slice's file. */
  readonly part: number;
  readonly bytes: Buffer;
  readonly rows: number;
}

/** Slices of the local warehouses: as many as a node of the smallest type has. */
const SLICES = 2;

/** The rows that each slice writes; with PARALLEL OFF all are one slice's, in their order. */
export function rowsOfSlices(rows: readonly TextRow[], isParallel: boolean): readonly (readonly TextRow[])[] {
  if (!isParallel) return [rows];
  return Array.from({ length: SLICES }, (_, slice) => rows.filter((_row, at) => at % SLICES === slice));
}

/** Divides rows into files of lines, none larger than the limit by more than a line. */
export function textParts(
  rows: readonly TextRow[],
  { header, line }: LineWriter,
  { isParallel, maximumFileBytes }: { readonly isParallel: boolean; readonly maximumFileBytes: number },
): readonly FilePart[] {
  const parts: FilePart[] = [];
  const head = header === undefined ? "" : `${header}\n`;
  for (const [slice, own] of rowsOfSlices(rows, isParallel).entries()) {
    let lines: string[] = [];
    let bytes = Buffer.byteLength(head);
    let part = 0;
    const close = () => {
      if (lines.length === 0) return;
      parts.push({ slice, part, bytes: Buffer.from(`${head}${lines.join("\n")}\n`), rows: lines.length });
      part++;
      lines = [];
      bytes = Buffer.byteLength(head);
    };
    for (const row of own) {
      const text = line(row);
      const size = Buffer.byteLength(text) + 1;
      if (bytes + size > maximumFileBytes) close();
      lines.push(text);
      bytes += size;
    }
    close();
  }
  return parts;
}
