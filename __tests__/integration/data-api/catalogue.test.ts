import { LocalDataApi, localSecretArn, refusal } from "../../../testing/emulator/local-data-api";

const API = "API Reference of the Data API";
const CLUSTER = { ClusterIdentifier: "warehouse", Database: "dev", DbUser: "analyst" };
const IDENTITY = { ...CLUSTER, DbUser: undefined };
const SECRET = { ...IDENTITY, SecretArn: localSecretArn("good") };
const PUBLIC = { ...CLUSTER, SchemaPattern: "public" };
const SYSTEM = { ...CLUSTER, SchemaPattern: "information_schema" };

const table = (name: string, type = "TABLE", schema = "public") => ({ name, schema, type });
const TABLES = ["customers", "old_orders", "orders", "payroll", "products"].map((name) => table(name));
const ALL = [...TABLES, table("sales_by_month", "VIEW")];
const ORDERS = [table("old_orders"), table("orders")];
const SCHEMAS = ["information_schema", "pg_catalog", "public"];

/** What is listed. "Driver": the metadata queries of Redshift's JDBC driver, through which the service reads. */
type Row = readonly [source: string, operation: string, input: object, answer: readonly unknown[]];

const ROWS: readonly Row[] = [
  [`${API}, sample`, "ListSchemas", CLUSTER, SCHEMAS],
  [`${API}, secret`, "ListSchemas", SECRET, SCHEMAS],
  [`${API}, IAM identity`, "ListSchemas", IDENTITY, SCHEMAS],
  [
    `${API}: % is any characters`,
    "ListSchemas",
    { ...CLUSTER, SchemaPattern: "p%" },
    ["pg_catalog", "public"],
  ],
  [`${API}: _ is one character`, "ListSchemas", { ...CLUSTER, SchemaPattern: "publi_" }, ["public"]],
  [`${API}: only what matches`, "ListSchemas", { ...CLUSTER, SchemaPattern: "publi" }, []],
  ["Driver: names with their case", "ListSchemas", { ...CLUSTER, SchemaPattern: "PUBLIC" }, []],
  [`${API}: of another database`, "ListSchemas", { ...CLUSTER, ConnectedDatabase: "dev", Database: "x" }, []],
  ["Driver: by type and name", "ListTables", PUBLIC, ALL],
  [`${API}: of any schema`, "ListTables", { ...CLUSTER, TablePattern: "%orders" }, ORDERS],
  [`${API}: of a schema`, "ListTables", { ...PUBLIC, TablePattern: "old_order_" }, [table("old_orders")]],
  [`${API}: _ is one character`, "ListTables", { ...PUBLIC, TablePattern: "_ayroll" }, [table("payroll")]],
  [`${API}: none of another session`, "ListTables", { ...CLUSTER, TablePattern: "temporary" }, []],
  [`${API}: none of the engine's own`, "ListTables", { ...CLUSTER, TablePattern: "~%" }, []],
  [
    `${API}, sample`,
    "ListTables",
    { ...SYSTEM, TablePattern: "sql_features" },
    [table("sql_features", "SYSTEM TABLE", "information_schema")],
  ],
  [
    "Driver: SYSTEM VIEW",
    "ListTables",
    { ...SYSTEM, TablePattern: "columns" },
    [table("columns", "SYSTEM VIEW", "information_schema")],
  ],
  [`${API}: MaxResults`, "ListTables", { ...PUBLIC, MaxResults: 2 }, TABLES.slice(0, 2)],
  [`${API}: 0 is the default`, "ListTables", { ...PUBLIC, MaxResults: 0 }, ALL],
  [`${API}: no such table`, "DescribeTable", { ...CLUSTER, Table: "nothing" }, []],
  [`${API}: a name is no pattern`, "DescribeTable", { ...CLUSTER, Table: "order%" }, []],
];

describe("what databases hold, by the local Data API", () => {
  const local = new LocalDataApi();
  const listOf = ({ Schemas, Tables, ColumnList }: Record<string, unknown>) =>
    (Schemas ?? Tables ?? ColumnList) as readonly unknown[];

  beforeAll(async () => {
    await local.warehouses.warm(1);
    await local.run(
      "CREATE TABLE old_orders (id bigint NOT NULL, code varchar(7) DEFAULT 'x', price decimal(5,2), at timestamp, known bool)",
    );
    await local.submit("CREATE TEMP TABLE temporary (n int)", {
      SessionKeepAliveSeconds: 600,
      WaitTimeSeconds: 30,
    });
  });
  afterAll(() => local.close());

  test.each(ROWS)("%s: %s %j", async (_source, operation, input, answer) => {
    expect(listOf(await local.call(operation, input))).toEqual(answer);
  });

  test("a table's columns as AWS describes them", async () => {
    const { TableName, ColumnList } = await local.call("DescribeTable", {
      ...CLUSTER,
      Schema: "public",
      Table: "old_orders",
    });
    expect(TableName).toBe("old_orders");
    const column = (name: string, typeName: string, length: number, more: object = {}) => ({
      ...{
        name,
        typeName,
        length,
        precision: length,
        scale: 0,
        schemaName: "public",
        tableName: "old_orders",
      },
      ...{ isCurrency: false, nullable: 1, isCaseSensitive: false, isSigned: false },
      ...more,
    });
    expect(ColumnList).toEqual([
      column("id", "int8", 19, { isSigned: true, nullable: 0 }),
      column("code", "varchar", 7, { isCaseSensitive: true, columnDefault: "'x'::character varying" }),
      column("price", "numeric", 5, { isSigned: true, scale: 2 }),
      column("at", "timestamp", 29, { scale: 6 }),
      column("known", "bool", 1),
    ]);
  });

  test("AWS's sample of information_schema, in pages", async () => {
    const input = { ...CLUSTER, Schema: "information_schema", Table: "sql_features", MaxResults: 1 };
    const { ColumnList, NextToken } = await local.call("DescribeTable", input);
    expect(ColumnList).toEqual([
      {
        ...{ isCaseSensitive: false, isCurrency: false, isSigned: false, length: 2147483647 },
        ...{ name: "feature_id", nullable: 1, precision: 2147483647, scale: 0 },
        ...{ schemaName: "information_schema", tableName: "sql_features", typeName: "character_data" },
      },
    ]);
    const next = await local.call("DescribeTable", { ...input, MaxResults: 100, NextToken });
    expect((next.ColumnList as { name: string }[]).map(({ name }) => name)).toEqual([
      "feature_name",
      "sub_feature_id",
      "sub_feature_name",
      "is_supported",
      "is_verified_by",
      "comments",
    ]);
    expect(next.NextToken).toBeUndefined();
  });

  test("without a table every table of the schema, without a schema every schema", async () => {
    const tablesIn = async (input: { readonly Schema?: string; readonly Table?: string }) => {
      const { ColumnList, TableName } = await local.call("DescribeTable", { ...CLUSTER, ...input });
      expect(TableName).toBe(input.Table);
      return [...new Set((ColumnList as { tableName: string }[]).map(({ tableName }) => tableName))];
    };
    expect(await tablesIn({ Schema: "public" })).toEqual(ALL.map(({ name }) => name));
    expect(await tablesIn({ Table: "old_orders" })).toEqual(["old_orders"]);
    expect((await tablesIn({})).length).toBeGreaterThan(50);
  });

  test("pages hold every table once, and another list's token is none", async () => {
    const seen: unknown[] = [];
    let NextToken: unknown;
    do {
      const page = await local.call("ListTables", { ...PUBLIC, MaxResults: 2, NextToken });
      seen.push(...listOf(page));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(ALL);
    ({ NextToken } = await local.call("ListTables", { ...CLUSTER, MaxResults: 1 }));
    expect(await refusal(local.call("ListSchemas", { ...CLUSTER, NextToken }))).toBe(
      "ValidationException: NextToken is invalid.",
    );
  });

  test("a batch has its results by sub-statement only (github.com/apache/airflow/issues/40427)", async () => {
    const { Id } = await local.batch(["SELECT 1"], { WaitTimeSeconds: 30 });
    const only =
      "ValidationException: BatchExecuteStatement result can only be retrieved with sub-statement id.";
    expect(await refusal(local.call("GetStatementResult", { Id }))).toBe(only);
    expect(await refusal(local.call("GetStatementResultV2", { Id }))).toBe(only);
    expect(await local.rows(`${Id}:1`)).toEqual([[1]]);
  });
});
