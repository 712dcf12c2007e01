import type { CorpusGroup } from "../corpus-statement";
import { JOURNAL } from "./routines";

export const CURSORS_AND_COMMENTS: readonly CorpusGroup[] = [
  {
    construct: "cursors, prepared statements, comments",
    page: "declare",
    statements: [
      {
        setUp: [
          ...JOURNAL,
          "insert into journal values ('a', 1), ('b', 2), ('c', 3)",
          "begin",
          "declare lines cursor for select n from journal order by n",
        ],
        sql: "fetch forward 2 from lines",
        answer: { rows: [["1"], ["2"]] },
      },
      {
        setUp: [
          ...JOURNAL,
          "insert into journal values ('a', 1)",
          "begin",
          "declare lines cursor for select n from journal",
          "fetch next from lines",
        ],
        sql: "close lines",
        answer: { runs: true },
      },
      {
        setUp: [
          ...JOURNAL,
          "insert into journal values ('a', 1), ('b', 2)",
          "prepare by_n (int) as select what from journal where n = $1",
        ],
        sql: "execute by_n(2)",
        answer: { rows: [["b"]] },
      },
      { setUp: JOURNAL, sql: "comment on table journal is 'what happened'", answer: { runs: true } },
      { setUp: JOURNAL, sql: "comment on column journal.what is 'in words'", answer: { runs: true } },
      { sql: "comment on database dev is 'the one'", answer: { runs: true } },
      { setUp: [...JOURNAL, "begin"], sql: "lock journal", answer: { runs: true } },
      { setUp: JOURNAL, sql: "explain select * from journal", answer: { runs: true } },
    ],
  },
];
