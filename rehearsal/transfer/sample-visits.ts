import { csvRows } from "./csv-rows";

/** A small file as people have them: quotes, commas, other alphabets, decimals, NULLs. */
export const VISITS_CSV = `id,visited_on,city,amount,note
1,2026-01-05,Zürich,19.90,"said ""hello"", twice"
2,2026-01-06,"Paris, Texas",1234567.05,first visit
3,2026-02-28,東京,,no amount yet
4,,Kraków,-0.01,no date
`;

/** Its columns as a table has them. */
export const VISITS_COLUMNS =
  "id int, visited_on date, city varchar(40), amount decimal(9,2), note varchar(80)";

/** Its rows, as texts. */
export const VISITS: readonly (readonly string[])[] = csvRows(VISITS_CSV).slice(1);

/** A name as SQL takes it wherever it stands: that of the link, its hyphens aside. */
export function visitsTable(linkName: string): string {
  return `rehearsal_visits_${linkName.replaceAll("-", "_")}`;
}

/** The rows as SQL, for a link that loads from no bucket. */
export function insertVisits(table: string): string {
  const cell = (text: string) => (text === "" ? "NULL" : `'${text.replaceAll("'", "''")}'`);
  const rows = VISITS.map((row) => `(${row.map(cell).join(", ")})`);
  return `INSERT INTO ${table} VALUES ${rows.join(", ")}`;
}
