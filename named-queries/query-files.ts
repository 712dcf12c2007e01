import { QUERIES_FILE } from "../functions/run-query/contract";
import { encodeQueries } from "../functions/run-query/queries";
import type { NamedQuery } from "../redshift-data/queries/named-query";

/**
 * The files beside the function's code that hold the named queries of a link. Without queries there is none, so that a link which
 * names no folder has the archive that it always had. Examples and places in files are not deployed.
 */
export function queryFiles(queries: readonly NamedQuery[]): Readonly<Record<string, string>> {
  return queries.length === 0 ? {} : { [QUERIES_FILE]: encodeQueries(queries) };
}
