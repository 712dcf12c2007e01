import {
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandOutput,
  GetStatementResultCommand,
  GetStatementResultV2Command,
  RedshiftDataClient,
  type RedshiftDataClientConfig,
} from "@aws-sdk/client-redshift-data";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { answerNotUnderstood, withoutStatementId } from "../../errors/answer-not-understood";
import type { CsvPage, DataApi, ResultPage, ResultPageRequest, SubmittedStatement } from "../data-api";
import type { SessionCredentials, Sts } from "../session/assume-role";
import { environmentCredentials } from "./environment-credentials";
import { type ResultBody, readResultBody } from "./result-body";

type RequestHandler = NonNullable<RedshiftDataClientConfig["requestHandler"]>;

const STS_HTTP = { connectionTimeout: 3_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

/** Longer than a long poll (30 s), so that a quiet connection is not taken for a dead one. */
const DATA_API_HTTP = { ...STS_HTTP, requestTimeout: 35_000 };

const HTTP_OK = 200;

/** The library retries by itself (see calls/retrier.ts), with its own clock and deadline. */
const ATTEMPTS = { maxAttempts: 1 };

/** STS of a region, under the function's own credentials. */
export function connectSts(region: string, requestHandler: RequestHandler = STS_HTTP): Sts {
  const client = new STSClient({
    region,
    credentials: environmentCredentials,
    requestHandler,
    ...ATTEMPTS,
  });
  return { assumeRole: (request) => client.send(new AssumeRoleCommand(request)) };
}

/** The Data API of a region, under the given credentials. */
export function connectDataApi(
  region: string,
  credentials: SessionCredentials,
  requestHandler: RequestHandler = DATA_API_HTTP,
): DataApi {
  const client = new RedshiftDataClient({ region, credentials, requestHandler, ...ATTEMPTS });
  return {
    execute: (request, abortSignal) =>
      client.send(new ExecuteStatementCommand(request), { abortSignal }).then(readSubmitted),
    executeBatch: (request, abortSignal) =>
      client.send(new BatchExecuteStatementCommand(request), { abortSignal }).then(readSubmitted),
    describe: (request, abortSignal) => client.send(new DescribeStatementCommand(request), { abortSignal }),
    result: (request, abortSignal) => fetchPage(client, request, abortSignal),
    resultCsv: async (request, abortSignal) =>
      (await client.send(new GetStatementResultV2Command(request), { abortSignal })) as CsvPage,
    cancel: (request, abortSignal) => client.send(new CancelStatementCommand(request), { abortSignal }),
  };
}

function readSubmitted(
  answer: Pick<ExecuteStatementCommandOutput, "Id" | "Status" | "HasResultSet" | "SessionId">,
): SubmittedStatement {
  const { Id, Status, HasResultSet, SessionId } = answer;
  if (Id === undefined) throw withoutStatementId();
  return { Id, Status, HasResultSet, SessionId };
}

/** One page, its records read by {@link readResultBody}: cells are not the SDK's. */
async function fetchPage(
  client: RedshiftDataClient,
  request: ResultPageRequest,
  abortSignal: AbortSignal,
): Promise<ResultPage> {
  const command = new GetStatementResultCommand(request);
  let read: ResultBody | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as {
        readonly statusCode: number;
        body: AsyncIterable<Uint8Array> | Uint8Array;
      };
      if (response.statusCode !== HTTP_OK) return result;
      const body = await readBody(response.body);
      read = readResultBody(body);
      response.body = read?.rest ?? body;
      return result;
    },
    // Last of its step: nearest to the wire, before the SDK reads the body.
    { step: "deserialize", name: "readRecords", priority: "low" },
  );
  const page = await client.send(command, { abortSignal });
  // Rows that cannot be read are not no rows.
  if (read === undefined) throw answerNotUnderstood("result", "its rows are no lists");
  return { ...page, Records: read.records };
}

async function readBody(body: AsyncIterable<Uint8Array> | Uint8Array): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
