import { InputReader } from "../request/input-reader";
import { checkLogin, type Login, readLogin } from "../request/login-input";
import { readPageToken } from "../request/page-token";

const MAX_RESULTS = 1000;

/** The operations that list what databases hold. */
export type CatalogueOperation = "ListDatabases" | "ListSchemas" | "ListTables" | "DescribeTable";

/** A valid request of one of them. */
export interface CatalogueInput {
  /** Its database is the one to connect to. */
  readonly login: Login;
  /** The database of which it is asked what it holds. */
  readonly database: string;
  readonly schemaPattern?: string | undefined;
  readonly tablePattern?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly maxResults: number;
  readonly offset: number;
}

/** @throws AwsError ValidationException, SerializationException */
export function readCatalogueInput(input: unknown, operation: CatalogueOperation): CatalogueInput {
  const reader = new InputReader(input);
  const login = readLogin(input, reader);
  const connected = operation === "ListDatabases" ? undefined : reader.text("ConnectedDatabase");
  const listsTables = operation === "ListTables";
  const describes = operation === "DescribeTable";
  const read = {
    login: { ...login, database: connected ?? login.database },
    database: login.database,
    schemaPattern: listsTables || operation === "ListSchemas" ? reader.text("SchemaPattern") : undefined,
    tablePattern: listsTables ? reader.text("TablePattern") : undefined,
    schema: describes ? reader.text("Schema") : undefined,
    table: describes ? reader.text("Table") : undefined,
    // 0 asks for the default.
    maxResults: reader.integer("MaxResults", 0, MAX_RESULTS) || MAX_RESULTS,
  };
  const token = reader.text("NextToken");
  reader.finish();
  checkLogin(read.login);
  return { ...read, offset: readPageToken(operation, token) };
}
