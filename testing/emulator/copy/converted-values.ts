import { columnConverter } from "../../../emulator/redshift-data/copy/convert/column-converter";
import type { TargetColumn } from "../../../emulator/redshift-data/copy/convert/target-column";
import type { Conversion } from "../../../emulator/redshift-data/copy/statement/copy-statement";
import { PLAIN_COPY } from "./statement-texts";

/** A column of nine bytes, or of eight digits with two behind the point. */
export function targetColumn(kind: TargetColumn["kind"], more: Partial<TargetColumn> = {}): TargetColumn {
  return {
    ...{
      name: "v",
      shownName: "v",
      kind,
      length: 9,
      precision: 8,
      scale: 2,
      isNullable: true,
      isIdentity: false,
    },
    ...more,
  };
}

/** Values as they are loaded, or why they are refused. */
export function convertedValues(
  values: readonly (string | null)[],
  kind: TargetColumn["kind"],
  conversion: Partial<Conversion> = {},
  more: Partial<TargetColumn> = {},
): unknown[] {
  const convert = columnConverter(
    targetColumn(kind, more),
    { ...PLAIN_COPY.conversion, ...conversion },
    false,
  );
  return values.map((value) => {
    const made = convert(value);
    return typeof made === "object" && made !== null ? made.reason : made;
  });
}
