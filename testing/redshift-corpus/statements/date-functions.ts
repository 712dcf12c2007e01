import type { CorpusGroup } from "../corpus-statement";

export const DATE_FUNCTIONS: readonly CorpusGroup[] = [
  {
    construct: "DATE_PART",
    page: "r_DATE_PART_function",
    statements: [
      {
        sql: "select date_part(w, '2024-05-02'::date)",
        answer: { rows: [["18"]], columns: ["pgdate_part"], types: ["float8"] },
      },
      {
        sql: "select date_part('year', timestamp '2024-05-02 01:02:03') as y, date_part(dayofweek, date '2024-05-05') as d",
        answer: { rows: [["2024", "0"]] },
      },
      {
        sql: "select date_part(ms, timestamp '2024-05-02 01:02:03.456') as ms, date_part(qtr, date '2024-05-02') as q",
        answer: { rows: [["456", "2"]] },
      },
      {
        sql: "select date_part_year('2024-05-02'::date) as y",
        answer: { rows: [["2024"]], types: ["int4"] },
      },
    ],
  },
  {
    construct: "EXTRACT",
    page: "r_EXTRACT_function",
    statements: [
      {
        sql: "select extract(year from date '2024-05-02') as y, extract(dow from date '2024-05-02') as d",
        answer: { rows: [["2024", "4"]], types: ["int4", "int4"] },
      },
      {
        sql: "select extract(second from timestamp '2024-05-02 04:05:06.789'), extract(ms from timestamp '2024-05-02 04:05:06.789')",
        answer: { rows: [["6", "789"]] },
      },
      {
        sql: "select extract(epoch from timestamp '1970-01-02 00:00:00') as e, extract(doy from date '2024-12-31') as n",
        answer: { rows: [["86400", "366"]] },
      },
      {
        sql: "select extract(hrs from time '18:25:33') as h, extract(mins from time '18:25:33') as m",
        answer: { rows: [["18", "25"]] },
      },
    ],
  },
  {
    construct: "DATE_TRUNC",
    page: "r_DATE_TRUNC",
    statements: [
      {
        sql: "select date_trunc('month', date '2024-05-17') as m",
        answer: { rows: [["2024-05-01 00:00:00"]], types: ["timestamp"] },
      },
      {
        sql: "select date_trunc('week', timestamp '2024-05-05 22:00:00') as w",
        answer: { rows: [["2024-04-29 00:00:00"]] },
      },
      {
        sql: "select date_trunc('qtr', '2024-05-17 10:00:00'::timestamp) as q, date_trunc('hour', '2024-05-17 10:59:00'::timestamp) as h",
        answer: { rows: [["2024-04-01 00:00:00", "2024-05-17 10:00:00"]] },
      },
    ],
  },
  {
    construct: "LAST_DAY",
    page: "r_LAST_DAY",
    statements: [
      {
        sql: "select last_day('2024-02-03') as d, last_day(timestamp '2023-02-03 10:00:00') as e",
        answer: { rows: [["2024-02-29", "2023-02-28"]], types: ["date", "date"] },
      },
    ],
  },
  {
    construct: "ADD_MONTHS",
    page: "r_ADD_MONTHS",
    statements: [
      {
        sql: "select add_months('2023-04-30', 1) as d",
        answer: { rows: [["2023-05-31 00:00:00"]], types: ["timestamp"] },
      },
      {
        sql: "select add_months('2024-01-31', 1), add_months(date '2024-03-15', -3)",
        answer: { rows: [["2024-02-29 00:00:00", "2023-12-15 00:00:00"]] },
      },
    ],
  },
  {
    construct: "MONTHS_BETWEEN",
    page: "r_MONTHS_BETWEEN_function",
    statements: [
      {
        sql: "select months_between('2024-01-18', '2024-03-18') as m, months_between('2024-03-31', '2024-02-29') as n",
        answer: { rows: [["-2", "1"]], types: ["float8", "float8"] },
      },
      { sql: "select months_between('2024-01-17', '2024-01-01') * 31 as days", answer: { rows: [["16"]] } },
    ],
  },
  {
    construct: "NEXT_DAY",
    page: "r_NEXT_DAY",
    statements: [
      {
        sql: "select next_day('2024-08-20', 'Tuesday') as a, next_day('2024-08-20', 'We') as b, next_day('2024-08-20', 'thurs') as c",
        answer: { rows: [["2024-08-27", "2024-08-21", "2024-08-22"]], types: ["date", "date", "date"] },
      },
    ],
  },
  {
    construct: "CONVERT_TIMEZONE",
    page: "CONVERT_TIMEZONE",
    statements: [
      {
        sql: "select convert_timezone('America/New_York', '2024-01-15 12:00:00') as t",
        answer: { rows: [["2024-01-15 07:00:00"]], types: ["timestamp"] },
      },
      {
        sql: "select convert_timezone('Asia/Tokyo', 'Europe/Paris', timestamp '2024-07-01 09:00:00') as t",
        answer: { rows: [["2024-07-01 02:00:00"]] },
      },
    ],
  },
  {
    construct: "AT TIME ZONE",
    page: "r_AT_TIME_ZONE",
    statements: [
      {
        sql: "select timestamp '2024-07-01 09:00:00' at time zone 'Asia/Tokyo' at time zone 'UTC' as t",
        answer: { rows: [["2024-07-01 00:00:00"]] },
      },
    ],
  },
  {
    construct: "TRUNC of a timestamp",
    page: "r_TRUNC_date",
    statements: [
      {
        sql: "select trunc(timestamp '2024-05-17 23:59:59') as d",
        answer: { rows: [["2024-05-17"]], types: ["date"] },
      },
    ],
  },
  {
    construct: "DATE_CMP",
    page: "r_DATE_CMP",
    statements: [
      {
        sql: "select date_cmp('2024-01-01', '2024-01-02') as a, date_cmp('2024-01-02', '2024-01-02') as b",
        answer: { rows: [["-1", "0"]], types: ["int4", "int4"] },
      },
      {
        sql: "select timestamp_cmp('2024-01-02 00:00:00', '2024-01-01 00:00:00') as a, timestamp_cmp_date('2024-01-01 00:00:01', '2024-01-01') as b",
        answer: { rows: [["1", "1"]] },
      },
      {
        sql: "select interval_cmp(interval '3 days', interval '1 year') as i, date_cmp_timestamp('2024-01-01', '2024-01-01 01:00:00') as d",
        answer: { rows: [["-1", "-1"]] },
      },
    ],
  },
  {
    construct: "Dates and numbers",
    page: "r_Datetime_types",
    statements: [
      {
        sql: "select date '2024-03-01' - date '2024-02-01' as days, date '2024-02-28' + 2 as d, date '2024-03-01' - 1 as e",
        answer: { rows: [["29", "2024-03-01", "2024-02-29"]], types: ["int4", "date", "date"] },
      },
      {
        sql: "select '2024-01-01'::timestamp + interval '26 hours' as t, date '2024-01-31' + interval '1 month' as m",
        answer: { rows: [["2024-01-02 02:00:00", "2024-02-29 00:00:00"]] },
      },
      { sql: "select current_date = trunc(getdate()) as today", answer: { rows: [["t"]] } },
    ],
  },
  {
    construct: "TO_CHAR of a date",
    page: "r_TO_CHAR",
    statements: [
      {
        sql: "select to_char(timestamp '2024-03-05 14:05:06', 'YYYY-MM-DD HH24:MI:SS') as a, to_char(date '2024-03-05', 'DD Mon YY') as b",
        answer: { rows: [["2024-03-05 14:05:06", "05 Mar 24"]], types: ["varchar", "varchar"] },
      },
      {
        sql: "select to_char(timestamp '2024-03-05 14:05:06', 'HH12:MI AM') as a, to_char(date '2024-03-05', 'Q') as q, to_char(date '2024-03-05', 'FMMonth') as m",
        answer: { rows: [["02:05 PM", "1", "March"]] },
      },
    ],
  },
  {
    construct: "TO_DATE",
    page: "r_TO_DATE_function",
    statements: [
      {
        sql: "select to_date('02 Oct 2024', 'DD Mon YYYY') as d, to_date('20240630', 'YYYYMMDD') as e",
        answer: { rows: [["2024-10-02", "2024-06-30"]], types: ["date", "date"] },
      },
      { sql: "select to_date('20010631', 'YYYYMMDD', false) as d", answer: { rows: [["2001-07-01"]] } },
      { sql: "select to_date('20010631', 'YYYYMMDD', true) as d", answer: { refused: "ERROR" } },
    ],
  },
  {
    construct: "TO_TIMESTAMP",
    page: "r_TO_TIMESTAMP",
    statements: [
      {
        sql: "select to_timestamp('05 Dec 2000 10:11:12', 'DD Mon YYYY HH24:MI:SS') as t",
        answer: { rows: [["2000-12-05 10:11:12+00"]], types: ["timestamptz"] },
      },
    ],
  },
];
