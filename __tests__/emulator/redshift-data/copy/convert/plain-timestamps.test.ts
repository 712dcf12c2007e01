import { timestampConversion } from "../../../../../emulator/redshift-data/copy/convert/moments";

const MOMENTS = [
  ...["2026-02-28 23:59:59", "2026-02-28 00:00:00.5", "2026-12-01 09:08:07.123456", "0001-01-01 00:00:00"],
  ...["2026-02-29 00:00:00", "2024-02-29 00:00:00", "2026-04-31 00:00:00", "0000-01-01 00:00:00"],
  ...["2026-13-01 00:00:00", "2026-00-01 00:00:00", "2026-01-00 00:00:00", "2026-01-01 24:00:00"],
  ...["2026-01-01 24:00:01", "2026-01-01 23:60:00", "2026-01-01 23:59:60", "2026-01-01 23:59:61"],
  ...[
    "2026-01-01 23:59:59.1234567",
    "2026-1-1 1:02:03",
    "2026-01-01",
    "2026-01-01 23:59",
    "2026-01-01 23:59:59.",
  ],
  ...["2026-01-01 10:00:00+02", "2026-01-01 10:00:00Z", "2026-01-01T10:00:00", "x"],
];

// A blank before it sends a value the long way, where its parts are read.
test.each([false, true])("a timestamp is the same whether or not its parts are read, zone: %s", (hasZone) => {
  const convert = timestampConversion(undefined, hasZone);
  expect(MOMENTS.map(convert)).toEqual(MOMENTS.map((value) => convert(` ${value}`)));
});

test("the zone of a timestamp without one is UTC, where the column has zones", () => {
  expect(timestampConversion(undefined, true)("2026-02-28 23:59:59")).toBe("2026-02-28 23:59:59UTC");
  expect(timestampConversion(undefined, false)("2026-02-28 23:59:59")).toBe("2026-02-28 23:59:59");
});
