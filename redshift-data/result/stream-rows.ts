import type { ResultPage } from "../client/data-api";
import type { StatementExecution } from "../client/statement-execution";
import { refuseRepeated } from "./collect-pages";
import { type Column, readColumns } from "./columns";
import { readRow, type Value } from "./values";

/** Some rows of a result that follow each other. */
export interface RowBatch {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
}

/**
 * All rows of a finished statement, in order, one page of the Data API in memory at a time. For programs that pass
 * rows on; an answer of the function is limited to Lambda's 6 MB instead.
 *
 * @param statementId a statement, or a sub-statement, submitted for JSON results
 * @throws QueryError when a page cannot be fetched
 * @throws DeadlineReached when the deadline of the work comes before the last page
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResult.html
 */
export async function* streamRows(
  { api, retrier, usage }: StatementExecution,
  statementId: string,
): AsyncGenerator<RowBatch> {
  let columns: readonly Column[] = [];
  let NextToken: string | undefined;
  const tokens = new Set<string>();
  do {
    const token = NextToken === undefined ? {} : { NextToken };
    const page: ResultPage = await retrier.call(
      "result",
      (signal) => api.result({ Id: statementId, ...token }, signal),
      statementId,
    );
    // AWS does not promise them on every page.
    if (page.ColumnMetadata?.length) columns = readColumns(page.ColumnMetadata);
    const rows = page.Records.map((record) => readRow(record, columns));
    usage.rows += rows.length;
    yield { columns, rows };
    // AWS documents an empty token as the end too.
    NextToken = page.NextToken || undefined;
    refuseRepeated(NextToken, tokens);
  } while (NextToken !== undefined);
}
