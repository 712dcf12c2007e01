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

/** The slice that writes a row; all rows are one slice's with PARALLEL OFF, in their order. */
export function sliceOf(row: number, isParallel: boolean): number {
  return isParallel ? row % SLICES : 0;
}

/** Divides rows into files of lines, none larger than the limit by more than a line. */
export function textParts(
  rows: readonly TextRow[],
  { header, line }: LineWriter,
  { isParallel, maximumFileBytes }: { readonly isParallel: boolean; readonly maximumFileBytes: number },
): readonly FilePart[] {
  const parts: FilePart[] = [];
  const head = header === undefined ? "" : `${header}\n`;
  const slices = isParallel ? SLICES : 1;
  for (let slice = 0; slice < slices; slice++) {
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
    for (let at = slice; at < rows.length; at += slices) {
      const row = rows[at];
      if (row === undefined) continue;
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
