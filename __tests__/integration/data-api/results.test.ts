import { LocalDataApi, localSecretArn, refusal } from "../../../testing/emulator/local-data-api";

const NO_RESULT =
  "ResourceNotFoundException: Query does not have result. Please check query status with DescribeStatement.";

describe("results of the local Data API", () => {
  const local = new LocalDataApi();
  const result = (Id: string, NextToken?: unknown) => local.call("GetStatementResult", { Id, NextToken });

  beforeAll(() => local.warehouses.warm(1));
  afterAll(() => local.close());

  test("every type is carried as documented, under Redshift's name", async () => {
    const { Id } = await local.run(`SELECT 1::smallint a, 9007199254740993::bigint b, 1.50::decimal(5,2) c,
      1.5::float8 d, 'NaN'::float8 e, true f, 'x'::varchar(9) g, date '2026-01-02' h,
      timestamp '2026-01-02 03:04:05' i, json_parse('{"a": [1]}') j, to_varbyte('dead', 'hex') k, NULL::int l`);
    const { Records, ColumnMetadata } = await result(Id);
    expect(Records).toEqual([
      [
        { longValue: 1 },
        { longValue: 9007199254740993n },
        { stringValue: "1.50" },
        { doubleValue: 1.5 },
        { doubleValue: "NaN" },
        { booleanValue: true },
        { stringValue: "x" },
        { stringValue: "2026-01-02" },
        { stringValue: "2026-01-02 03:04:05" },
        { stringValue: '{"a":[1]}' },
        { blobValue: Buffer.from("dead", "hex") },
        { isNull: true },
      ],
    ]);
    expect((ColumnMetadata as { typeName: string }[]).map(({ typeName }) => typeName)).toEqual([
      "int2",
      "int8",
      "numeric",
      "float8",
      "float8",
      "bool",
      "varchar",
      "date",
      "timestamp",
      "super",
      "varbyte",
      "int4",
    ]);
  });

  test("times are in Redshift's time zone", async () => {
    const { Id } = await local.run(
      "SELECT current_setting('timezone'), timestamptz '2026-07-01 12:00:00+02'",
    );
    const { Records } = await result(Id);
    expect(Records).toEqual([[{ stringValue: "UTC" }, { stringValue: "2026-07-01 10:00:00+00" }]]);
  });

  test("a result comes in pages, each row once, in order", async () => {
    const { Id } = await local.run("SELECT n FROM generate_series(1, 2500) n");
    const pages: number[][] = [];
    let token: unknown;
    do {
      const page = await result(Id, token);
      pages.push((page.Records as { longValue: number }[][]).map(([field]) => field?.longValue ?? 0));
      expect(page.TotalNumRows).toBe(2500);
      token = page.NextToken;
    } while (token !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([1000, 1000, 500]);
    expect(pages.flat()).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
    expect(await refusal(result(Id, "made-up"))).toBe("ValidationException: NextToken is invalid.");
  });

  test("a result beyond what is kept in memory is read back from disk", async () => {
    const { Id, ResultSize } = await local.run("SELECT n, repeat('x', 1000) FROM generate_series(1, 8000) n");
    expect(ResultSize).toBe(8_000_000 + 9 + 180 + 2700 + 28_004);
    const seen: number[] = [];
    for (let token: unknown, first = true; first || token !== undefined; first = false) {
      const page = await result(Id, token);
      seen.push(...(page.Records as { longValue: number }[][]).map(([field]) => field?.longValue ?? 0));
      token = page.NextToken;
    }
    expect(seen).toEqual(Array.from({ length: 8000 }, (_, index) => index + 1));
  });

  test("a row of more than 64 KB fails the statement", async () => {
    expect(await local.run("SELECT repeat('x', 70000)")).toMatchObject({
      Status: "FAILED",
      Error: "ERROR: Packet for query is too large",
    });
  });

  test("CSV has its own operation, and each refuses the other's statements", async () => {
    const csv = await local.run(`SELECT 1 AS a, 'x,"y"' AS b, NULL AS c`, { ResultFormat: "CSV" });
    expect(csv.ResultFormat).toBe("CSV");
    expect(await local.call("GetStatementResultV2", { Id: csv.Id })).toMatchObject({
      Records: [{ CSVRecords: '1,"x,""y""",\r\n' }],
      ResultFormat: "CSV",
      TotalNumRows: 1,
      NextToken: undefined,
    });
    expect(await refusal(result(csv.Id))).toBe(
      "ValidationException: Result format is CSV. Use GetStatementResultV2.",
    );
    const json = await local.run("SELECT 1");
    expect(await refusal(local.call("GetStatementResultV2", { Id: json.Id }))).toBe(
      "ValidationException: Result format is JSON. Use GetStatementResult.",
    );
  });

  test("no result yet, and none at all, are the same answer", async () => {
    const running = await local.submit("SELECT pg_sleep(100)");
    const waiting = refusal(local.call("GetStatementResult", { Id: running.Id, WaitTimeSeconds: 2 }));
    await local.pass(3);
    expect(await waiting).toBe(NO_RESULT);
    await local.call("CancelStatement", { Id: running.Id });
    const { Id, HasResultSet } = await local.run("SET query_group = 'x'");
    expect(HasResultSet).toBe(false);
    expect(await refusal(result(Id))).toBe(NO_RESULT);
  });

  test("secrets: good, empty, deleted, with an old password, and not there", async () => {
    const login = (name: string) => ({ DbUser: undefined, SecretArn: localSecretArn(name) });
    expect(await local.run("SELECT 1", login("good"))).toMatchObject({ Status: "FINISHED" });
    expect(await local.run("SELECT 1", login("outdated"))).toMatchObject({
      Status: "FAILED",
      Error: 'FATAL: password authentication failed for user "analyst"',
    });
    expect([
      await refusal(local.submit("SELECT 1", login("empty"))),
      await refusal(local.submit("SELECT 1", login("deleted"))),
      await refusal(local.submit("SELECT 1", login("absent"))),
    ]).toEqual([
      "ValidationException: username and password in secret cannot be empty",
      "ValidationException: You can't perform this operation on the secret because it was marked for deletion.",
      "ValidationException: Secrets Manager can't find the specified secret.",
    ]);
  });
});
