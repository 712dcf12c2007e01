import type { RecordSink } from "../../../emulator/redshift-data/copy/read/record-sink";

/** A record: its line, its values or why it is refused, and the text that it stands in. */
export type ToldRecord = readonly [
  line: number,
  valuesOrReason: readonly (string | null)[] | string,
  raw: string,
];

/** What a reader tells of a text. */
export function toldRecords(read: (sink: RecordSink) => void): ToldRecord[] {
  const all: ToldRecord[] = [];
  read({
    row: (values, { line, raw }) => all.push([line, [...values], raw()]),
    refused: ({ reason }, { line, raw }) => all.push([line, reason, raw()]),
  });
  return all;
}
