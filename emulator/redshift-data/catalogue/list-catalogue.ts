import { AwsError } from "../../protocol/aws-error";
import { authorizeCatalogue, targetArn } from "../authorization/authorize-operation";
import { findDatabaseIdentity } from "../authorization/database-credentials";
import { readTarget } from "../request/login-input";
import { writePageToken } from "../request/page-token";
import type { RequestOrigin } from "../request/request-origin";
import type { TextRow } from "../result/row-pages";
import type { DataApiDependencies } from "../statement/dependencies";
import { noEndpoint } from "../statement/submit";
import { DatabaseSession } from "../warehouse/database-session";
import type { EngineStatement } from "../warehouse/execute-sql";
import type { Warehouse } from "../warehouse/warehouse";
import { type CatalogueInput, type CatalogueOperation, readCatalogueInput } from "./catalogue-input";
import { columnsSql, schemasSql, tablesSql } from "./catalogue-sql";
import { describedColumn } from "./described-column";

/** A connection that has been let in. */
interface OpenCatalogue {
  readonly warehouse: Warehouse;
  readonly session: DatabaseSession;
  readonly input: CatalogueInput;
}

const ONE_PAGE = { rows: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

async function rowsOf({ warehouse, session }: OpenCatalogue, statement: EngineStatement) {
  const connection = { session, pageSize: ONE_PAGE, signal: new AbortController().signal };
  const outcome = await warehouse.run(connection, statement);
  if (outcome?.error !== undefined) throw new AwsError("InternalServerException", outcome.error, 500);
  const rows: readonly TextRow[] = outcome?.result?.pages.page(0) ?? [];
  outcome?.result?.pages.close();
  return rows;
}

/** What each operation lists, all of it. */
const LISTS: Readonly<Record<CatalogueOperation, (catalogue: OpenCatalogue) => Promise<readonly unknown[]>>> =
  {
    ListDatabases: async ({ warehouse }) => [...warehouse.spec.databases].sort(),
    ListSchemas: async (catalogue) =>
      (await rowsOf(catalogue, schemasSql(catalogue.input))).map(([name]) => name),
    ListTables: async (catalogue) =>
      (await rowsOf(catalogue, tablesSql(catalogue.input))).map(([schema, name, type]) => ({
        name,
        type,
        schema,
      })),
    DescribeTable: async (catalogue) =>
      (await rowsOf(catalogue, columnsSql(catalogue.input))).map(describedColumn),
  };

const MEMBERS: Readonly<Record<CatalogueOperation, string>> = {
  ListDatabases: "Databases",
  ListSchemas: "Schemas",
  ListTables: "Tables",
  DescribeTable: "ColumnList",
};

/**
 * ListDatabases, ListSchemas, ListTables and DescribeTable: they log in as a statement does, and answer at once.
 *
 * @throws AwsError AccessDeniedException on the cluster or workgroup; ValidationException for input, a target that is not there and
 * refused credentials; DatabaseConnectionException in the database's words
 */
export async function listCatalogue(
  { authorizer, warehouses }: DataApiDependencies,
  operation: CatalogueOperation,
  origin: RequestOrigin,
  input: unknown,
): Promise<Record<string, unknown>> {
  const target = readTarget(input);
  const { accountId } = origin.caller;
  const warehouse = warehouses.find({ accountId, region: origin.region, ...target });
  const resource = targetArn(origin, target, warehouse);
  await authorizeCatalogue(authorizer, origin, operation, resource);
  const read = readCatalogueInput(input, operation);
  const { login, database, table, offset, maxResults } = read;
  if (warehouse === undefined) throw noEndpoint();
  const identity = await findDatabaseIdentity({ authorizer, origin, login, warehouse, targetArn: resource });
  const refusal = await warehouse.refusal(login.database, identity);
  if (refusal !== undefined) throw new AwsError("DatabaseConnectionException", refusal, 500);
  const session = new DatabaseSession(identity.user, login.database);
  // All databases of a warehouse show the same tables; one that is not there has none.
  const isThere = operation === "ListDatabases" || warehouse.spec.databases.includes(database);
  const list = isThere ? LISTS[operation] : async () => [];
  const all = await list({ warehouse, session, input: read }).finally(() => warehouse.endSession(session));
  const end = offset + maxResults;
  return {
    ...(operation === "DescribeTable" ? { TableName: table } : {}),
    [MEMBERS[operation]]: all.slice(offset, end),
    NextToken: end < all.length ? writePageToken(operation, end) : undefined,
  };
}
