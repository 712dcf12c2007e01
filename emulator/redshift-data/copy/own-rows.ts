import type { FileConnection } from "../warehouse/file-statements";
import { StatementFailure } from "./statement-failure";

/** The rows of a query of ours in the session. @throws StatementFailure in the engine's words */
export async function rowsOf(
  connection: FileConnection,
  sql: string,
): Promise<readonly (readonly (string | null)[])[]> {
  const { result, error } = await connection.run({ sql, values: [], isEngineSql: true });
  if (error !== undefined) throw new StatementFailure(error);
  const rows = Array.from(
    { length: result?.pages.pageCount ?? 0 },
    (_, page) => result?.pages.page(page) ?? [],
  ).flat();
  result?.pages.close();
  return rows;
}
