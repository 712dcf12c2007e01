import type {
  BatchExecuteStatementCommandInput,
  ExecuteStatementCommandInput,
} from "@aws-sdk/client-redshift-data";
import type {
  CsvPage,
  DataApi,
  DescribeRequest,
  ResultPage,
  ResultPageRequest,
  StatementDescription,
  SubmittedStatement,
} from "../../redshift-data/client/data-api";

type Reply<Request, Answer> =
  | Answer
  | Error
  | ((request: Request, signal: AbortSignal | undefined) => Promise<Answer>);

/** Replies in the order of the calls; the last one repeats. A missing list makes the call a failure of the test. */
export interface Script {
  readonly execute?: readonly Reply<ExecuteStatementCommandInput, SubmittedStatement>[];
  readonly executeBatch?: readonly Reply<BatchExecuteStatementCommandInput, SubmittedStatement>[];
  readonly describe?: readonly Reply<DescribeRequest, StatementDescription>[];
  readonly result?: readonly Reply<ResultPageRequest, ResultPage>[];
  readonly resultCsv?: readonly Reply<ResultPageRequest, CsvPage>[];
  readonly cancel?: readonly Reply<{ readonly Id: string }, { readonly Status?: boolean }>[];
}

export interface FakeDataApi extends DataApi {
  /** Every call so far: its name and its request. */
  readonly calls: readonly (readonly [name: string, request: object])[];
}

export const STATEMENT_ID = "d9b6c0c9-0747-4bf4-b142-e8883122f766";

export function createFakeDataApi(script: Script): FakeDataApi {
  const calls: [string, object][] = [];

  function scripted<Request extends object, Answer>(
    name: keyof Script,
    replies: readonly Reply<Request, Answer>[] = [],
  ) {
    let next = 0;
    return async (request: Request, signal?: AbortSignal): Promise<Answer> => {
      calls.push([name, request]);
      const reply = replies[Math.min(next++, replies.length - 1)];
      if (reply === undefined) throw new Error(`the test expected no ${name} call`);
      if (reply instanceof Error) throw reply;
      return typeof reply === "function"
        ? (reply as (request: Request, signal?: AbortSignal) => Promise<Answer>)(request, signal)
        : reply;
    };
  }

  return {
    calls,
    execute: scripted("execute", script.execute),
    executeBatch: scripted("executeBatch", script.executeBatch),
    describe: scripted("describe", script.describe),
    result: scripted("result", script.result),
    resultCsv: scripted("resultCsv", script.resultCsv),
    cancel: scripted("cancel", script.cancel),
  };
}

/** An error as the AWS clients throw it. */
export function awsError(name: string, message = "text of AWS", httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** An error of a connection, as Node throws it. */
export function socketError(code: string): Error {
  return Object.assign(new Error(`read ${code}`), { code });
}

/** A page of one int4 column `n`, holding the given numbers. */
export function numbersPage(numbers: readonly number[], rest: Partial<ResultPage> = {}): ResultPage {
  return {
    ColumnMetadata: [{ name: "n", label: "n", typeName: "int4" }],
    Records: numbers.map((longValue) => [{ longValue }]),
    TotalNumRows: numbers.length,
    ...rest,
  };
}
