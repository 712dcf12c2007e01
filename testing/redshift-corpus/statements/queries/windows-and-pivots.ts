import type { CorpusGroup } from "../../corpus-statement";

const VISITS = [
  "create table visits (day date, page varchar(10), hits int, secs decimal(6,2))",
  `insert into visits values ('2024-05-01', 'home', 5, 1.50), ('2024-05-01', 'cart', 2, 4.00), ('2024-05-02', 'home', 7, 2.50),
    ('2024-05-02', 'cart', null, 3.00), ('2024-05-02', null, 1, 9.00)`,
];

export const WINDOWS_AND_PIVOTS: readonly CorpusGroup[] = [
  {
    construct: "QUALIFY",
    page: "r_QUALIFY_clause",
    statements: [
      {
        setUp: VISITS,
        sql: "select day, page from visits v qualify row_number() over (partition by day order by secs desc) = 1 order by day",
        answer: {
          rows: [
            ["2024-05-01", "cart"],
            ["2024-05-02", null],
          ],
          columns: ["day", "page"],
        },
      },
      {
        setUp: VISITS,
        sql: "select page, rank() over (order by secs) as place from visits v where page is not null qualify place <= 2 order by place",
        answer: {
          rows: [
            ["home", "1"],
            ["home", "2"],
          ],
          columns: ["page", "place"],
        },
      },
      {
        setUp: VISITS,
        sql: "select page, sum(hits) as total from visits v group by page having count(*) > 1 qualify row_number() over (order by sum(hits) desc) = 1",
        answer: { rows: [["home", "12"]] },
      },
      {
        setUp: VISITS,
        sql: "select * from visits v qualify count(*) over (partition by page) > 1 and secs > 2 order by secs limit 2",
        answer: {
          rows: [
            ["2024-05-02", "home", "7", "2.50"],
            ["2024-05-02", "cart", null, "3.00"],
          ],
        },
      },
      {
        setUp: VISITS,
        sql: "select distinct day from visits v qualify max(hits) over (partition by page) = 7 order by day",
        answer: { rows: [["2024-05-01"], ["2024-05-02"]] },
      },
      {
        setUp: VISITS,
        sql: "select count(*) from (select day from visits v qualify row_number() over (order by hits nulls last) <= 3) first_ones",
        answer: { rows: [["3"]] },
      },
      {
        setUp: [
          ...VISITS,
          "create view latest as select page, hits from visits v qualify row_number() over (partition by page order by day desc) = 1",
        ],
        sql: "select hits from latest where page = 'home'",
        answer: { rows: [["7"]] },
      },
      {
        setUp: VISITS,
        sql: "with ranked as (select page, secs from visits v qualify dense_rank() over (order by day) = 2) select count(*) from ranked",
        answer: { rows: [["3"]] },
      },
      {
        setUp: VISITS,
        sql: "select top 1 page from visits v qualify row_number() over (partition by page order by day) = 1 order by secs desc",
        answer: { rows: [[null]] },
      },
    ],
  },
  {
    construct: "window frames",
    page: "r_Window_function_synopsis",
    statements: [
      {
        setUp: VISITS,
        sql: "select secs, sum(hits) over (order by secs rows unbounded preceding) as so_far from visits where page = 'home' order by 1",
        answer: {
          rows: [
            ["1.50", "5"],
            ["2.50", "12"],
          ],
        },
      },
      {
        setUp: VISITS,
        sql: "select sum(hits) over (order by day) from visits",
        answer: { refused: "Aggregate window functions with an ORDER BY clause require a frame clause" },
      },
      {
        setUp: VISITS,
        sql: "select first_value(page) over (partition by day order by secs) from visits",
        answer: { refused: "require a frame clause" },
      },
      {
        setUp: VISITS,
        sql: "select sum(hits) over (order by secs range between unbounded preceding and current row) from visits",
        answer: { refused: "RANGE clause of window functions not yet implemented" },
      },
      {
        setUp: VISITS,
        sql: "select page, row_number() over (order by secs) from visits where day = '2024-05-01' order by 2",
        answer: {
          rows: [
            ["home", "1"],
            ["cart", "2"],
          ],
        },
      },
      {
        setUp: VISITS,
        sql: "select secs, avg(secs) over (partition by page) = 2 as usual from visits where page = 'home' order by secs",
        answer: {
          rows: [
            ["1.50", "t"],
            ["2.50", "t"],
          ],
        },
      },
      {
        setUp: VISITS,
        sql: "select sum(hits) over w from visits window w as (partition by page)",
        answer: { refused: "syntax error" },
      },
    ],
  },
  {
    construct: "PIVOT",
    page: "r_FROM_clause-pivot-unpivot-examples",
    statements: [
      {
        setUp: VISITS,
        sql: "select * from (select page, hits from visits) pivot (sum(hits) for page in ('home', 'cart'))",
        answer: { rows: [["12", "2"]], columns: ["home", "cart"] },
      },
      {
        setUp: VISITS,
        sql: "select * from (select day, page, hits from visits) pivot (sum(hits) for page in ('home', 'cart')) order by day",
        answer: {
          rows: [
            ["2024-05-01", "5", "2"],
            ["2024-05-02", "7", null],
          ],
          columns: ["day", "home", "cart"],
        },
      },
      {
        setUp: VISITS,
        sql: "select * from (select day, page from visits) pivot (count(*) for page in ('home' as h, null as none)) order by 1",
        answer: {
          rows: [
            ["2024-05-01", "1", "0"],
            ["2024-05-02", "1", "1"],
          ],
          columns: ["day", "h", "none"],
        },
      },
      {
        setUp: VISITS,
        sql: "select * from (select page, secs from visits) pivot (max(secs) as longest for page in ('home' as h, 'cart' as c)) p",
        answer: { rows: [["2.50", "4.00"]], columns: ["h_longest", "c_longest"] },
      },
      {
        setUp: VISITS,
        sql: "with v as (select day, page, hits from visits where page is not null) select p.day, p.home from v pivot (min(hits) for page in ('home')) as p order by 1 desc",
        answer: {
          rows: [
            ["2024-05-02", "7"],
            ["2024-05-01", "5"],
          ],
        },
      },
      {
        sql: "select * from (select 1 as k, 10 as v union all select 2, 20) pivot (sum(v) for k in (1, 2))",
        answer: { rows: [["10", "20"]], columns: ["1", "2"] },
      },
    ],
  },
  {
    construct: "UNPIVOT",
    page: "r_FROM_clause-pivot-unpivot-examples",
    statements: [
      {
        sql: "select * from (select 'x' as id, 1 as red, 2 as blue) unpivot (n for colour in (red, blue)) order by n",
        answer: {
          rows: [
            ["x", "red", "1"],
            ["x", "blue", "2"],
          ],
          columns: ["id", "colour", "n"],
        },
      },
      {
        sql: "select * from (select 1 as red, null::int as blue) unpivot (n for colour in (red, blue))",
        answer: { rows: [["red", "1"]] },
      },
      {
        sql: "select * from (select 1 as red, null::int as blue) unpivot include nulls (n for colour in (red, blue)) order by 1",
        answer: {
          rows: [
            ["blue", null],
            ["red", "1"],
          ],
        },
      },
      {
        sql: "select * from (select 1 as red, null::int as blue) unpivot exclude nulls (n for colour in (red as 'R', blue as 'B'))",
        answer: { rows: [["R", "1"]] },
      },
      {
        setUp: [
          "create table paints (shop int, red int, blue int)",
          "insert into paints values (1, 3, 4), (2, 5, null)",
        ],
        sql: "select u.shop, u.colour, u.n from paints unpivot (n for colour in (red, blue)) as u order by shop, n",
        answer: {
          rows: [
            ["1", "red", "3"],
            ["1", "blue", "4"],
            ["2", "red", "5"],
          ],
        },
      },
    ],
  },
];
