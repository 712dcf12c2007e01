import type { CorpusGroup } from "../corpus-statement";

export const DATE_ARITHMETIC: readonly CorpusGroup[] = [
  {
    construct: "GETDATE",
    page: "r_GETDATE",
    statements: [
      { sql: "select getdate() = date_trunc('second', getdate()) as whole", answer: { rows: [["t"]] } },
      {
        sql: "select getdate() - interval '1 day' < getdate() as earlier, getdate() - 7 < getdate() as week",
        answer: { rows: [["t", "t"]] },
      },
    ],
  },
  {
    construct: "SYSDATE",
    page: "r_SYSDATE",
    statements: [
      {
        sql: "select sysdate = sysdate as same, trunc(sysdate) = trunc(getdate()) as day",
        answer: { rows: [["t", "t"]], types: ["bool", "bool"] },
      },
      {
        sql: "select count(*) from (select sysdate - 120 as since) where since < sysdate",
        answer: { rows: [["1"]], types: ["int8"] },
      },
    ],
  },
  {
    construct: "days added to a date",
    page: "r_Dateparts_for_datetime_functions",
    statements: [
      {
        sql: "select date '2024-03-01' - row_number() over (order by n desc) as day, date '2024-02-28' + count(*) over () as last, n + date '2024-01-01' as later from (select 1::bigint as n union all select 2) order by 1",
        answer: {
          rows: [
            ["2024-02-28", "2024-03-01", "2024-01-02"],
            ["2024-02-29", "2024-03-01", "2024-01-03"],
          ],
          types: ["date", "date", "date"],
        },
      },
      {
        sql: "select '2024-03-01 10:00:00'::timestamp - count(*) as earlier, max('2024-03-01 10:00:00'::timestamp) + 2::bigint as later from (select 1)",
        answer: { rows: [["2024-02-29 10:00:00", "2024-03-03 10:00:00"]] },
      },
      {
        sql: "select date '2024-03-01' - 1::smallint as a, '2024-03-01'::timestamp + 1::smallint as b, date '2024-03-01' - date '2024-02-01' as c, date '2024-03-01' - '2024-02-28' as d",
        answer: { rows: [["2024-02-29", "2024-03-02 00:00:00", "29", "2"]] },
      },
    ],
  },
  {
    construct: "DATEADD",
    page: "r_DATEADD_function",
    statements: [
      {
        sql: "select dateadd(day, 45, '2023-01-20') as d",
        answer: { rows: [["2023-03-06 00:00:00"]], types: ["timestamp"] },
      },
      {
        sql: "select dateadd(month, 1, '2023-04-30'::date) as d",
        answer: { rows: [["2023-05-30 00:00:00"]] },
      },
      { sql: "select dateadd(mon, 1, date '2024-01-31') as d", answer: { rows: [["2024-02-29 00:00:00"]] } },
      {
        sql: "select dateadd('yr', -2, timestamp '2024-02-29 10:00:00') as d",
        answer: { rows: [["2022-03-01 10:00:00"]] },
      },
      { sql: "select dateadd(qtr, 1, '2023-11-30') as d", answer: { rows: [["2024-02-29 00:00:00"]] } },
      { sql: "select dateadd(w, 3, '2024-01-01') as d", answer: { rows: [["2024-01-22 00:00:00"]] } },
      {
        sql: "select dateadd(ms, 1500, '2024-01-01 00:00:00') as d",
        answer: { rows: [["2024-01-01 00:00:01.5"]] },
      },
      {
        sql: "select dateadd(min, -90, '2024-01-01 01:00:00'::timestamp) as d",
        answer: { rows: [["2023-12-31 23:30:00"]] },
      },
      {
        sql: "select dateadd(hour, days * 24, at) as d from (select 2 as days, '2024-02-28 06:00:00'::timestamp as at)",
        answer: { rows: [["2024-03-01 06:00:00"]] },
      },
      {
        sql: "select dateadd(decade, 1, '2014-05-06'), dateadd(c, 1, '1914-05-06'), dateadd(us, 5, '2024-01-01')",
        answer: { rows: [["2024-05-06 00:00:00", "2014-05-06 00:00:00", "2024-01-01 00:00:00.000005"]] },
      },
      {
        sql: "select dateadd(minute, 45, time '23:30:00') as t",
        answer: { rows: [["00:15:00"]], types: ["time"] },
      },
    ],
  },
  {
    construct: "DATEDIFF",
    page: "r_DATEDIFF_function",
    statements: [
      {
        sql: "select datediff(year, '2024-12-31', '2025-01-01') as y",
        answer: { rows: [["1"]], types: ["int8"] },
      },
      {
        sql: "select datediff(day, '2025-01-01 23:00:00', '2025-01-02 01:00:00') as d",
        answer: { rows: [["1"]] },
      },
      {
        sql: "select datediff(month, '2025-01-31', '2025-02-01'), datediff(mon, '2025-02-01', '2025-02-28')",
        answer: { rows: [["1", "0"]] },
      },
      { sql: "select datediff(qtr, '1998-07-01', '2008-04-01') as q", answer: { rows: [["39"]] } },
      {
        sql: "select datediff(hour, '2024-01-01 08:30:00', '2024-01-01 10:00:00') as h",
        answer: { rows: [["2"]] },
      },
      {
        sql: "select datediff('minute', timestamp '2024-01-01 08:59:59', timestamp '2024-01-01 09:00:00') as m",
        answer: { rows: [["1"]] },
      },
      { sql: "select datediff(week, date '2009-01-01', date '2009-12-31') as w", answer: { rows: [["52"]] } },
      {
        sql: "select datediff(d, '2024-03-01'::date, '2024-02-28'::timestamp) as d",
        answer: { rows: [["-2"]] },
      },
      {
        sql: "select datediff(s, '2024-01-01', '2024-01-01 00:01:40'), datediff(ms, '2024-01-01', '2024-01-01 00:00:01.5')",
        answer: { rows: [["100", "1500"]] },
      },
      {
        sql: "select datediff(century, '1999-12-31', '2001-01-01'), datediff(decade, '1999-12-31', '2000-01-01')",
        answer: { rows: [["1", "1"]] },
      },
      { sql: "select datediff(hour, time '08:30:00', time '10:00:00') as h", answer: { rows: [["2"]] } },
      {
        setUp: [
          "create table tickets (id int, opened timestamp, closed date)",
          "insert into tickets values (1, '2024-02-28 23:00:00', '2024-03-01'), (2, '2024-05-01', null)",
        ],
        sql: "select id, datediff(day, opened, closed) as days from tickets order by id",
        answer: {
          rows: [
            ["1", "2"],
            ["2", null],
          ],
        },
      },
    ],
  },
];
