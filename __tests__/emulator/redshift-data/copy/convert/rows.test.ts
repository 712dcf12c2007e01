import { columnConverter } from "../../../../../emulator/redshift-data/copy/convert/column-converter";
import { RowWriter } from "../../../../../emulator/redshift-data/copy/convert/row-writer";
import {
  lengthText,
  type TargetColumn,
  typeOfColumn,
} from "../../../../../emulator/redshift-data/copy/convert/target-column";
import { targetColumn } from "../../../../../testing/emulator/copy/converted-values";
import { PLAIN_COPY } from "../../../../../testing/emulator/copy/statement-texts";

test("rows as the engine reads them, and what is refused until there are too many", () => {
  const rows = new RowWriter(2);
  const convert = (kind: TargetColumn["kind"]) =>
    columnConverter(targetColumn(kind), PLAIN_COPY.conversion, false);
  const sink = rows.sinkFor({
    ...{ file: "f", converters: [convert("varchar"), convert("int4")], mayEndWithDelimiter: true },
  });
  const place = { line: 1, raw: () => "raw" };
  sink.row(["a\\b\tc\nd\re", "1"], place);
  sink.row([null, "", ""], place);
  sink.row(["a", "1", "more"], place);
  expect([rows.isOver, rows.rowCount]).toEqual([false, 2]);
  sink.row(["a"], place);
  sink.row(["a", "x"], place);
  expect([rows.isOver, rows.refused.map(({ reason, column: at }) => [reason, at])]).toEqual([
    true,
    [
      ["Extra column(s) found", undefined],
      ["Delimiter not found", undefined],
    ],
  ]);
  expect(Buffer.concat(rows.take()).toString()).toBe("a\\\\b\\tc\\nd\\re\t1\n\\N\t\\N\n");
  expect(rows.take()).toEqual([]);
});

test.each(["a\\b", "a\tb", "a\nb", "a\rb"])("%j alone is written as an escape", (text) => {
  const rows = new RowWriter(0);
  const convert = columnConverter(targetColumn("varchar"), PLAIN_COPY.conversion, false);
  const sink = rows.sinkFor({ file: "f", converters: [convert], mayEndWithDelimiter: false });
  sink.row([text], { line: 1, raw: () => "" });
  expect(Buffer.concat(rows.take()).toString()).toBe(`${JSON.stringify(text).slice(1, -1)}\n`);
});

test("types of the engine as kinds of columns, with their sizes", () => {
  const shown = [
    ...[16, 17, 20, 21, 23, 25, 114, 700, 701, 1042, 1043, 1082, 1083, 1114, 1184, 1266, 2950].map((id) => [
      id,
      -1,
    ]),
    ...[
      [1043, 24],
      [1042, 5],
      [1700, -1],
      [1700, (38 << 16) + 37 + 4],
      [1700, (8 << 16) + 2 + 4],
    ],
  ].map(([id = 0, modifier = 0]) => {
    const type = typeOfColumn(id, modifier);
    return `${type.kind} ${lengthText(targetColumn(type.kind, type))}`;
  });
  expect(shown).toEqual([
    ...[
      "bool 0",
      "varbyte 0",
      "int8 0",
      "int2 0",
      "int4 0",
      "varchar 65535",
      "super 0",
      "float4 0",
      "float8 0",
    ],
    ...[
      "bpchar 65535",
      "varchar 65535",
      "date 0",
      "time 0",
      "timestamp 0",
      "timestamptz 0",
      "timetz 0",
      "other 0",
    ],
    ...["varchar 20", "bpchar 1", "numeric 38, 37", "numeric 38, 37", "numeric 8, 2"],
  ]);
});
