import type { Link } from "../../config/link";
import { TrialWarehouse } from "../../emulator/redshift-data/trial-warehouse";
import { isFileStatement } from "../../emulator/redshift-data/warehouse/file-statements";
import { shownStatement } from "../../emulator/redshift-data/warehouse/shown-statement";
import type { LocatedQuery } from "../../named-queries/check-query";
import { exampleStatement } from "../../named-queries/example-statement";
import type { QueriesOfLinks } from "../../named-queries/queries-of-links";
import { counted } from "../../tools/lib/report/counted";
import { ToolError } from "../../tools/lib/terminal/tool-error";
import type { OwnWarehouse } from "../warehouse/own-warehouse";
import { databaseUserName, warehouseSpecs } from "../warehouse/warehouse-specs";
import { lineOfError } from "./line-of-error";

/** What is tried, and where. */
export interface QueryTrial {
  /** Those without named queries are left alone. */
  readonly links: readonly Link[];
  readonly queries: Pick<QueriesOfLinks, "of">;
  /** Scripts that make the warehouses. Absent: they have the built-in tables. */
  readonly ownWarehouse: OwnWarehouse | undefined;
  readonly signal: AbortSignal;
  /** What a failure is said to mean, behind `did not run`. @default - nothing is deployed */
  readonly consequence?: string;
}

/** A column of a query's rows, as the Data API tells it. */
export interface TriedColumn {
  readonly name: string;
  readonly typeName: string;
}

/** A query that runs with its examples, or that only the deployed function can run. */
export interface TriedQuery {
  readonly link: Link;
  readonly query: LocatedQuery;
  /** It is a COPY or UNLOAD of a link with buckets, whose files and roles are there after the deploy. Absent: it ran. */
  readonly isLeftToFunction?: true;
  /** Absent: it has no result set. */
  readonly columns?: readonly TriedColumn[];
}

/**
 * Runs every named query of the links with its examples, as the link's database user, in warehouses that are thrown away.
 *
 * @returns the queries, each with its columns
 * @throws ToolError QUERIES_FAILED that has every query that does not run, with file and line
 * @throws EmulatorError SCRIPT_REFUSED
 */
export async function tryQueries({
  links,
  queries,
  ownWarehouse,
  signal,
  consequence = ", so nothing is deployed",
}: QueryTrial): Promise<readonly TriedQuery[]> {
  const tried: TriedQuery[] = [];
  const failures: string[] = [];
  for (const link of links) {
    const own = queries.of(link);
    const [spec] = own.length === 0 ? [] : warehouseSpecs([link], ownWarehouse);
    if (spec === undefined) continue;
    const warehouse = new TrialWarehouse(spec, signal);
    try {
      for (const query of own) {
        signal.throwIfAborted();
        const { sql, parameters } = exampleStatement(query);
        if (link.dataTransfer !== undefined && isFileStatement(sql)) {
          tried.push({ link, query, isLeftToFunction: true });
          continue;
        }
        const login = { user: databaseUserName(link), database: link.target.database };
        const { error, columns } = await warehouse.try(login, sql, parameters);
        if (error === undefined) tried.push({ link, query, ...(columns === undefined ? {} : { columns }) });
        else failures.push(failureText(link, query, error));
      }
    } finally {
      await warehouse.close();
    }
  }
  if (failures.length === 0) return tried;
  throw new ToolError(
    "QUERIES_FAILED",
    [
      `${counted(failures.length, "named query", "named queries")} did not run${consequence}:`,
      ...failures,
      ownWarehouse === undefined
        ? "correct the query; it ran on the built-in tables, and .sql files in the folder warehouse make yours (rehearsal/README.md)"
        : `correct the query, or what ${ownWarehouse.folder} creates and grants; the same grants are needed on Redshift`,
    ].join("\n"),
  );
}

/** How many ran, and how many are left to the deployed function: "2 of 2 as the links' database users". */
export function triedInWords(tried: readonly Pick<TriedQuery, "isLeftToFunction">[]): string {
  const left = tried.filter(({ isLeftToFunction }) => isLeftToFunction === true).length;
  const ran = tried.length - left;
  const rest = left === 0 ? "" : `; ${left} COPY or UNLOAD left to the deployed function`;
  return `${ran} of ${tried.length} as the links' database users${rest}`;
}

function failureText(link: Link, query: LocatedQuery, error: string): string {
  const { lines, reason } = shownStatement(query.sql, error);
  return [
    `  ${query.file}:${query.sqlLine + lineOfError(query.sql, error)} ${query.name}: did not run as ${databaseUserName(link)} of link ${link.name} with its examples`,
    ...lines.map((line) => `      ${line}`),
    ...reason.split("\n").map((line) => `    ${line.trim()}`),
  ].join("\n");
}
