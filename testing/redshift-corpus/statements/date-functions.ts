import type { CorpusGroup } from "../corpus-statement";

export const DATE_FUNCTIONS: readonly CorpusGroup[] = [
  {
    construct: "GETDATE",
    page: "r_GETDATE",
    statements: [
      { sql: "select getdate() = date_trunc('second', getdate()) as whole", answer: { rows: [["t"]] } },
    ],
  },
];
