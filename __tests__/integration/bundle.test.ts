import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createTaskFolder,
  DEPLOYED_ENVIRONMENT,
  INVOKE,
  LAMBDA_CREDENTIALS,
} from "../functions/run-query/support/bare-node";

interface SeenRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const ASSUMED = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
  <AssumedRoleUser><AssumedRoleId>AROA:analytics-query</AssumedRoleId><Arn>arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query</Arn></AssumedRoleUser>
  <Credentials><AccessKeyId>ASIADATAROLE</AccessKeyId><SecretAccessKey>secret-of-the-data-role</SecretAccessKey><SessionToken>token-of-the-data-role</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>
</AssumeRoleResult></AssumeRoleResponse>`;

const EXPIRED =
  "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>";

const ANSWERS: Readonly<Record<string, string>> = {
  "RedshiftData.ExecuteStatement": '{"Id":"statement-1","Status":"FINISHED","HasResultSet":true}',
  "RedshiftData.GetStatementResult":
    '{"Records":[[{"longValue":1}]],"ColumnMetadata":[{"name":"n","label":"n","typeName":"int4"}],"TotalNumRows":1}',
};

/** STS and the Data API as far as one statement needs them; remembers what it was sent. */
async function startAws(sts: { readonly status: number; readonly body: string }) {
  const requests: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    requests.push({ headers: request.headers, body });
    const target = String(request.headers["x-amz-target"] ?? "");
    if (target === "") response.writeHead(sts.status, { "content-type": "text/xml" }).end(sts.body);
    else response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(ANSWERS[target]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    requests,
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe("the bundle alone, in a bare Node process", () => {
  const task = createTaskFolder();
  afterAll(task.remove);

  async function invoke(
    sts: { status: number; body: string },
    credentials: Readonly<Record<string, string>>,
  ) {
    const aws = await startAws(sts);
    try {
      const outcome = await task.run(INVOKE, {
        ...DEPLOYED_ENVIRONMENT,
        ...credentials,
        AWS_REGION: "eu-west-1",
        AWS_ENDPOINT_URL: aws.url,
      });
      return { outcome, requests: aws.requests };
    } finally {
      await aws.stop();
    }
  }

  it("goes to AWS_ENDPOINT_URL, to STS as Lambda's credentials say, to the Data API with the session", async () => {
    const { outcome, requests } = await invoke({ status: 200, body: ASSUMED }, LAMBDA_CREDENTIALS);
    expect(outcome).toMatchObject({ status: "FINISHED", statementId: "statement-1", rows: [{ n: 1 }] });
    expect(
      requests.map(({ headers }) => [
        headers["x-amz-target"],
        headers["x-amz-security-token"],
        /Credential=(\S+),/.exec(String(headers.authorization))?.[1]?.replace(/\/\d{8}\//, "/<day>/"),
      ]),
    ).toEqual([
      [undefined, "token-of-the-query-role", "ASIAQUERYROLE/<day>/eu-west-1/sts/aws4_request"],
      ...["ExecuteStatement", "GetStatementResult"].map((operation) => [
        `RedshiftData.${operation}`,
        "token-of-the-data-role",
        "ASIADATAROLE/<day>/ap-northeast-1/redshift-data/aws4_request",
      ]),
    ]);
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toMatchObject({
      Action: "AssumeRole",
      RoleArn: "arn:aws:iam::222222222222:role/analytics-data",
    });
  });

  it("names the user agent of the client that it bundles", async () => {
    const { requests } = await invoke({ status: 200, body: ASSUMED }, LAMBDA_CREDENTIALS);
    expect(
      requests.map(({ headers }) => /^aws-sdk-js\/3\.\d+\.\d+ /.test(String(headers["user-agent"]))),
    ).toEqual([true, true, true]);
  });

  it("says that expired credentials are the function's own", async () => {
    const { outcome } = await invoke({ status: 403, body: EXPIRED }, LAMBDA_CREDENTIALS);
    expect(outcome).toMatchObject({
      code: "FUNCTION_CREDENTIALS_INVALID",
      hop: "assume-role",
      awsCode: "ExpiredToken",
    });
  });

  it("says which credentials are absent, and sends nothing", async () => {
    const { outcome, requests } = await invoke({ status: 200, body: ASSUMED }, {});
    expect(outcome).toMatchObject({
      code: "FUNCTION_CREDENTIALS_INVALID",
      hop: "assume-role",
      awsCode: "CredentialsProviderError",
      awsMessage:
        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are absent; Lambda sets both from the execution role",
    });
    expect(requests).toEqual([]);
  });
});
