import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

interface SeenRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface StsAnswer {
  readonly status: number;
  readonly body: string;
}

export const ASSUMED_ROLE_ANSWER: StsAnswer = {
  status: 200,
  body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
  <AssumedRoleUser><AssumedRoleId>AROA:analytics-query</AssumedRoleId><Arn>arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query</Arn></AssumedRoleUser>
  <Credentials><AccessKeyId>ASIADATAROLE</AccessKeyId><SecretAccessKey>secret-of-the-data-role</SecretAccessKey><SessionToken>token-of-the-data-role</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>
</AssumeRoleResult></AssumeRoleResponse>`,
};

export const EXPIRED: StsAnswer = {
  status: 403,
  body: "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>",
};

const ANSWERS: Readonly<Record<string, string>> = {
  "RedshiftData.ExecuteStatement":
    '{"Id":"d9b6c0c9-0747-4bf4-b142-e8883122f766","Status":"FINISHED","HasResultSet":true}',
  "RedshiftData.GetStatementResult":
    '{"Records":[[{"longValue":1}]],"ColumnMetadata":[{"name":"n","label":"n","typeName":"int4"}],"TotalNumRows":1}',
};

export interface TinyAws {
  readonly requests: readonly SeenRequest[];
  readonly url: string;
  stop(): Promise<void>;
}

/** STS and the Data API as far as one statement needs them; remembers what it was sent. */
export async function startTinyAws(sts: StsAnswer): Promise<TinyAws> {
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
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
