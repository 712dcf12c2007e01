import { connectDataApi, connectSts } from "../../../../redshift-data/client/sdk/sdk-clients";
import { STATEMENT_ID } from "../../../../testing/redshift-data/fake-data-api";

const SIGNAL = new AbortController().signal;
const CREDENTIALS = {
  accessKeyId: "ASIA",
  secretAccessKey: "secret",
  sessionToken: "token",
  expiration: new Date("2100-01-01T00:00:00Z"),
};

interface WireRequest<Body = string> {
  readonly hostname: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** Stands where the SDK's HTTP client stands; the real serialization and signing stay in place. */
function createWire(statusCode: number, answer: string) {
  const requests: WireRequest[] = [];
  return {
    requests,
    handler: {
      async handle(request: unknown) {
        const { hostname, headers, body } = request as WireRequest<Uint8Array | string>;
        requests.push({
          hostname,
          headers,
          body: typeof body === "string" ? body : new TextDecoder().decode(body),
        });
        return { response: { statusCode, headers: {}, body: Buffer.from(answer) } as never };
      },
    },
  };
}

function dataApiAnswering(body: string, statusCode = 200) {
  const { requests, handler } = createWire(statusCode, body);
  return { requests, api: connectDataApi("ap-northeast-1", CREDENTIALS, handler) };
}

test("submits to the region's endpoint with the session of the data role", async () => {
  const { requests, api } = dataApiAnswering(
    `{"Id":"${STATEMENT_ID}","Status":"FINISHED","HasResultSet":true,"Database":"dev"}`,
  );
  expect(await api.execute({ Sql: "select 1", WaitTimeSeconds: 30 }, SIGNAL)).toEqual({
    Id: STATEMENT_ID,
    Status: "FINISHED",
    HasResultSet: true,
  });
  expect(requests).toHaveLength(1);
  expect(requests[0]?.hostname).toBe("redshift-data.ap-northeast-1.amazonaws.com");
  expect(requests[0]?.headers).toMatchObject({
    "x-amz-target": "RedshiftData.ExecuteStatement",
    "x-amz-security-token": "token",
  });
  expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ Sql: "select 1", WaitTimeSeconds: 30 });
});

test("BIGINT values keep every digit", async () => {
  const { api } = dataApiAnswering(
    '{"Records":[[{"longValue":9223372036854775807},{"longValue":7},{"doubleValue":"NaN"},{"isNull":true}]],"ColumnMetadata":[],"TotalNumRows":1}',
  );
  expect((await api.result({ Id: STATEMENT_ID }, SIGNAL)).Records).toEqual([
    [{ longValue: "9223372036854775807" }, { longValue: 7 }, { doubleValue: "NaN" }, { isNull: true }],
  ]);
});

test("a result that is cut off is the SDK's error", async () => {
  const { api } = dataApiAnswering('{"Records":[[{"longValue":1}');
  await expect(api.result({ Id: STATEMENT_ID }, SIGNAL)).rejects.toThrow(SyntaxError);
});

test.each([
  "{}",
  "[]",
  '{"TotalNumRows":5,"ColumnMetadata":[]}',
  '{"Records":null}',
  '{"Records":[[{"longValue":12345678901234567890.5}]]}',
])("a result whose rows cannot be read is not one without rows: %s", async (body) => {
  const { api } = dataApiAnswering(body);
  await expect(api.result({ Id: STATEMENT_ID }, SIGNAL)).rejects.toThrow("its rows are no lists");
});

test("bytes are read beside what is no value", async () => {
  const { api } = dataApiAnswering('{"Records":[[null,{"blobValue":"yv4="},{"blobValue":5}],null]}');
  expect((await api.result({ Id: STATEMENT_ID }, SIGNAL)).Records).toEqual([
    [null, { blobValue: Buffer.from([202, 254]) }, { blobValue: 5 }],
    null,
  ]);
});

test("a result without rows is one", async () => {
  const { api } = dataApiAnswering('{"Records":[],"ColumnMetadata":[],"TotalNumRows":0}');
  expect((await api.result({ Id: STATEMENT_ID }, SIGNAL)).Records).toEqual([]);
});

test("describes and cancels", async () => {
  const described = dataApiAnswering('{"Id":"x","Status":"FAILED","Error":"ERROR: x"}');
  expect(await described.api.describe({ Id: STATEMENT_ID, WaitTimeSeconds: 3 }, SIGNAL)).toMatchObject({
    Status: "FAILED",
    Error: "ERROR: x",
  });
  expect(JSON.parse(described.requests[0]?.body ?? "")).toEqual({ Id: STATEMENT_ID, WaitTimeSeconds: 3 });
  expect(await dataApiAnswering('{"Status":true}').api.cancel({ Id: STATEMENT_ID }, SIGNAL)).toMatchObject({
    Status: true,
  });
});

test("leaves retries to the function", async () => {
  const { requests, api } = dataApiAnswering('{"__type":"InternalServerException","Message":"oops"}', 500);
  await expect(api.describe({ Id: STATEMENT_ID }, SIGNAL)).rejects.toMatchObject({
    name: "InternalServerException",
    $metadata: { httpStatusCode: 500 },
  });
  expect(requests).toHaveLength(1);
});

test("fails for a submit answer without statement id", async () => {
  await expect(dataApiAnswering("{}").api.execute({ Sql: "x" }, SIGNAL)).rejects.toThrow(
    "the submit call was answered without a statement id",
  );
});

test("assumes roles through STS of the function's region", async () => {
  process.env.AWS_ACCESS_KEY_ID = "AKIA";
  process.env.AWS_SECRET_ACCESS_KEY = "secret";
  const { requests, handler } = createWire(
    403,
    "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
  );
  const sts = connectSts("eu-west-1", handler);
  await expect(
    sts.assumeRole({ RoleArn: "arn:aws:iam::222222222222:role/x", RoleSessionName: "s" }),
  ).rejects.toMatchObject({
    name: "AccessDenied",
    message: "no",
  });
  expect(requests.map(({ hostname }) => hostname)).toEqual(["sts.eu-west-1.amazonaws.com"]);
});
