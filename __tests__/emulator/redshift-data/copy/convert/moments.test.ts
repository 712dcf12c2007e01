import type { TargetColumn } from "../../../../../emulator/redshift-data/copy/convert/target-column";
import { convertedValues } from "../../../../../testing/emulator/copy/converted-values";

const NO_DATE = "Invalid Date Format - length must be 10 or more";

test.each<[string | undefined, readonly (readonly [string, string])[]]>([
  [
    undefined,
    [
      ...([
        ["2026-02-28", "2026-02-28"],
        ["2000-02-29", "2000-02-29"],
        ["1900-02-29", NO_DATE],
        ["2026-04-30", "2026-04-30"],
      ] as const),
      ...([
        ["2026-04-31", NO_DATE],
        ["2026-13-01", NO_DATE],
        ["2026-00-01", NO_DATE],
        ["2026-01-00", NO_DATE],
      ] as const),
      ...([
        ["2026-1-1", NO_DATE],
        ["2026-01-02 03:04:05", "2026-01-02"],
        ["28.11.2026", NO_DATE],
      ] as const),
    ],
  ],
  [
    "DD-MON-YYYY",
    [
      ["28-Nov-2026", "2026-11-28"],
      ["28-xyz-2026", "Invalid date format or value [DD-MON-YYYY]"],
      [" 28-Nov-2026 ", "2026-11-28"],
    ],
  ],
  [
    "DD MON YYYY",
    [
      ["28   Nov\t2026", "2026-11-28"],
      ["28Nov 2026", "Invalid date format or value [DD MON YYYY]"],
    ],
  ],
  ["YYYY-MM-DD DDD DAY DY", [["2026-11-28 332 Saturday Sat", "2026-11-28"]]],
  ["MONTH DD YYYY", [["November 28 2026", "2026-11-28"]]],
  ["YYYYDDD", [["2026001", "Invalid date format or value [YYYYDDD]"]]],
  [
    "YYYY.MM",
    [
      ["2026.11", "2026-11-01"],
      ["2026x11", "Invalid date format or value [YYYY.MM]"],
    ],
  ],
  [
    "YY-MM-DD",
    [
      ["69-01-01", "2069-01-01"],
      ["70-01-01", "1970-01-01"],
    ],
  ],
  // "Using automatic recognition with DATEFORMAT and TIMEFORMAT".
  [
    "auto",
    [
      ...["2026-11-28", "2026/11/28", "2026.11.28", "11/28/2026", "11-28-2026", "11.28.2026", "20261128"],
      ...[
        "2026-Nov-28",
        "28-Nov-2026",
        "Nov 28 2026",
        "Nov 28, 2026",
        "Nov-28-2026",
        "28 Nov 2026",
        "Saturday, November 28 2026",
      ],
      ...["11/28/26", "11-28-26", "11.28.26", "261128", "2026.332", "J2461373", "28-Nov-26", "Nov-28-26"],
    ].map((text) => [text, "2026-11-28"] as const),
  ],
])("dates of DATEFORMAT %s", (dateFormat, rows) => {
  const conversion = dateFormat === undefined ? {} : { dateFormat };
  expect(
    convertedValues(
      rows.map(([value]) => value),
      "date",
      conversion,
    ),
  ).toEqual(rows.map(([, value]) => value));
});

test.each<[string | undefined, TargetColumn["kind"], readonly (readonly [string, string])[]]>([
  [
    undefined,
    "timestamp",
    [
      ["2026-11-28 10:11:12.1234567", "2026-11-28 10:11:12.123456"],
      ["2026-11-28 24:00:00", "2026-11-28 24:00:00"],
      ["2026-11-28 10:00:60", "2026-11-28 10:00:60"],
      ["2026-11-28 24:00:01", "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]"],
      ["2026-11-28 10:60:00", "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]"],
      ["2026-11-28 10:00:61", "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]"],
      ["11/28/2026 10:11:12", "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]"],
    ],
  ],
  [
    undefined,
    "timestamptz",
    [
      ["2026-11-28 10:11:12+02:30", "2026-11-28 10:11:12+02:30"],
      ["2026-11-28 10:11:12", "2026-11-28 10:11:12UTC"],
    ],
  ],
  [
    "auto",
    "timestamptz",
    [
      ["Nov 28, 2026 10:11 PM", "2026-11-28 22:11:00UTC"],
      ["2026-11-28T12:11:12.5 am +01", "2026-11-28 00:11:12.5+01"],
    ],
  ],
  // The examples of that page, read as the casts that it tells to test with.
  [
    "auto",
    "timestamptz",
    [
      ...([
        ["2019-02-11T05:09:12.195Z", "2019-02-11 05:09:12.195Z"],
        ["J2345678 04:05:06.789", "1710-02-23 04:05:06.789UTC"],
        ["Jan-08-95 BC", "0095-01-08 00:00:00UTC BC"],
        ["19960108 040809", "1996-01-08 04:08:09UTC"],
      ] as const),
      ...([
        ["960108 040809", "1996-01-08 04:08:09UTC"],
        ["1996.008", "1996-01-08 00:00:00UTC"],
        ["17 Dec 07:37:16 1997 PST", "1997-12-17 07:37:16PST"],
        ["12/17/1997 07:37:16.00 PST", "1997-12-17 07:37:16.00PST"],
      ] as const),
      ...([
        ["1997-12-17 07:37:16-08", "1997-12-17 07:37:16-08"],
        ["12.17.1997 07:37:16.00 PST", "1997-12-17 07:37:16.00PST"],
        ["Wed Feb 14 00:00:00 2024 Asia/Tokyo", "2024-02-14 00:00:00Asia/Tokyo"],
      ] as const),
      ...[
        ...[
          "26-11-28",
          "28/11/2026",
          "1996.367",
          "1997.000",
          "J0",
          "J12345678",
          "Jan 8",
          "Janu 8 1999",
          "10:11",
        ],
        ...[
          "1999-01-08 13:00 PM",
          "1999-01-08 10:00 XYZ",
          "1999-01-08 10:00+16",
          "1999-01-08 10:00-01:60",
          "1/8/4714 BC",
          "1999-01-08 10:00 Asia/Nowhere",
          "x".repeat(101),
        ],
      ].map((text) => [text, "Invalid timestamp format or value [auto]"] as const),
    ],
  ],
  [
    "epochsecs",
    "timestamp",
    [
      ["1.2345678", "1970-01-01 00:00:01.234567"],
      ["-1", "1969-12-31 23:59:59"],
      ["x", "Invalid timestamp format or value [epochsecs]"],
      ["99999999999999", "Invalid timestamp format or value [epochsecs]"],
    ],
  ],
  // "DATEFORMAT and TIMEFORMAT strings".
  ["DD-MON-YYYY HH:MI A.M.", "timestamptz", [["28-Nov-2026 12:11 a.m.", "2026-11-28 00:11:00UTC"]]],
  ["DD.MM.YYYY HH12:MI P.M.", "timestamp", [["28.11.2026 10:11 P.M.", "2026-11-28 22:11:00"]]],
  ["epochsecs", "timestamptz", [["1.5", "1970-01-01 00:00:01.500000UTC"]]],
  ["epochmillisecs", "timestamp", [["1.2345", "1970-01-01 00:00:00.001234"]]],
  [
    undefined,
    "time",
    [
      ["1:02", "01:02:00"],
      ["10:11:12.5+02", "10:11:12.5"],
      ["25:00", "Invalid time format or value [HH24:MI:SS]"],
    ],
  ],
  [
    undefined,
    "timetz",
    [
      ["10:11", "10:11:00UTC"],
      ["10:11+02", "10:11:00+02"],
    ],
  ],
])("times of TIMEFORMAT %s into %s", (timeFormat, kind, rows) => {
  const conversion = timeFormat === undefined ? {} : { timeFormat };
  expect(
    convertedValues(
      rows.map(([value]) => value),
      kind,
      conversion,
    ),
  ).toEqual(rows.map(([, value]) => value));
});
