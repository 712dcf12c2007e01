import type {
  BatchExecuteStatementCommandInput,
  CancelStatementCommandOutput,
  ColumnMetadata,
  DescribeStatementCommandOutput,
  ExecuteStatementCommandInput,
  ExecuteStatementCommandOutput,
} from "@aws-sdk/client-redshift-data";

/** One named parameter of a statement; the engine casts the text. */
export interface SqlParameter {
  readonly name: string;
  readonly value: string;
}

/** Answer of a submit call; `Status` and `HasResultSet` say enough when the statement ended while it waited. */
export type SubmittedStatement = Pick<
  ExecuteStatementCommandOutput,
  "Status" | "HasResultSet" | "SessionId"
> & {
  readonly Id: string;
};

/** Where a statement or a batch stands, and what it brought. */
export type StatementDescription = Pick<
  DescribeStatementCommandOutput,
  | "Status"
  | "Error"
  | "HasResultSet"
  | "ResultRows"
  | "ResultFormat"
  | "SessionId"
  | "SubStatements"
  | "ExecutionMode"
  | "QueryParameters"
  | "QueryString"
>;

/** One value of a result: exactly one member is set. */
export interface Cell {
  readonly isNull?: boolean;
  readonly booleanValue?: boolean;
  /** Digits as text where a JavaScript number would lose some. */
  readonly longValue?: number | string;
  /** Text where JSON has no number: `"NaN"`, `"Infinity"`, `"-Infinity"`. */
  readonly doubleValue?: number | string;
  readonly stringValue?: string;
  readonly blobValue?: Uint8Array;
}

/** One page of a result. */
export interface ResultPage {
  readonly Records: readonly (readonly Cell[])[];
  readonly ColumnMetadata?: readonly ColumnMetadata[] | undefined;
  readonly TotalNumRows?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** One page of a result in CSV: chunks of text that follow each other. */
export interface CsvPage extends Omit<ResultPage, "Records"> {
  readonly Records: readonly { readonly CSVRecords?: string }[];
}

/** A statement to follow, and how long AWS may hold the answer back waiting for its end: 1 to 30 s, or not at all. */
export interface DescribeRequest {
  readonly Id: string;
  readonly WaitTimeSeconds?: number;
}

/** One page of a statement's result; no token: the first. */
export interface ResultPageRequest {
  readonly Id: string;
  readonly NextToken?: string;
}

/**
 * The part of the Redshift Data API that the library uses. Each call rejects with the AWS client's own error.
 *
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/Welcome.html
 */
export interface DataApi {
  execute(request: ExecuteStatementCommandInput, signal: AbortSignal): Promise<SubmittedStatement>;
  /** Answers with the id of the batch; the n-th statement of it has the id `<id>:<n>`, counted from 1. */
  executeBatch(request: BatchExecuteStatementCommandInput, signal: AbortSignal): Promise<SubmittedStatement>;
  describe(request: DescribeRequest, signal: AbortSignal): Promise<StatementDescription>;
  result(request: ResultPageRequest, signal: AbortSignal): Promise<ResultPage>;
  /** GetStatementResultV2, for statements submitted with `ResultFormat: "CSV"`. */
  resultCsv(request: ResultPageRequest, signal: AbortSignal): Promise<CsvPage>;
  cancel(
    request: { readonly Id: string },
    signal: AbortSignal,
  ): Promise<Pick<CancelStatementCommandOutput, "Status">>;
}

/** A Data API whose every call goes through `forward`, which decides what it is made on. */
export function forwardCalls(forward: <T>(call: (api: DataApi) => Promise<T>) => Promise<T>): DataApi {
  return {
    execute: (request, signal) => forward((api) => api.execute(request, signal)),
    executeBatch: (request, signal) => forward((api) => api.executeBatch(request, signal)),
    describe: (request, signal) => forward((api) => api.describe(request, signal)),
    result: (request, signal) => forward((api) => api.result(request, signal)),
    resultCsv: (request, signal) => forward((api) => api.resultCsv(request, signal)),
    cancel: (request, signal) => forward((api) => api.cancel(request, signal)),
  };
}
