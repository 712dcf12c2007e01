import type { AwsRequest } from "./aws-request";

/** A Lambda request: its operation and the function it names. */
export interface LambdaRoute {
  /** Absent: an operation that is passed on to moto without looking at it. */
  readonly operation?: LambdaOperation;
  /** As in the path, decoded. */
  readonly functionName?: string;
  /** What a tag operation is for. */
  readonly taggedArn?: string;
}

const FUNCTIONS =
  /^\/\d{4}-\d{2}-\d{2}\/functions(?:\/(?<functionName>[^/]+)(?:\/(?<part>[a-z-]+)(?:\/(?<item>[^/]+))?)?)?\/?$/;

const EVENT_SOURCE_MAPPINGS = /^\/\d{4}-\d{2}-\d{2}\/event-source-mappings\/?$/;

const TAGS = /^\/\d{4}-\d{2}-\d{2}\/tags\/(?<arn>.+?)\/?$/;

/** Part of the path after the function → method → operation. */
const OPERATIONS = {
  "": { GET: "GetFunction", DELETE: "DeleteFunction" },
  aliases: { GET: "ListAliases", POST: "CreateAlias" },
  code: { PUT: "UpdateFunctionCode" },
  "code-signing-config": { GET: "GetFunctionCodeSigningConfig", PUT: "PutFunctionCodeSigningConfig" },
  concurrency: {
    GET: "GetFunctionConcurrency",
    PUT: "PutFunctionConcurrency",
    DELETE: "DeleteFunctionConcurrency",
  },
  configuration: { GET: "GetFunctionConfiguration", PUT: "UpdateFunctionConfiguration" },
  "event-invoke-config": {
    GET: "GetFunctionEventInvokeConfig",
    PUT: "PutFunctionEventInvokeConfig",
    POST: "UpdateFunctionEventInvokeConfig",
    DELETE: "DeleteFunctionEventInvokeConfig",
  },
  invocations: { POST: "Invoke" },
  policy: { GET: "GetPolicy", POST: "AddPermission" },
  "provisioned-concurrency": {
    GET: "GetProvisionedConcurrencyConfig",
    PUT: "PutProvisionedConcurrencyConfig",
    DELETE: "DeleteProvisionedConcurrencyConfig",
  },
  url: {
    GET: "GetFunctionUrlConfig",
    POST: "CreateFunctionUrlConfig",
    PUT: "UpdateFunctionUrlConfig",
    DELETE: "DeleteFunctionUrlConfig",
  },
  versions: { GET: "ListVersionsByFunction", POST: "PublishVersion" },
} as const;

/** The same for one item of such a part; an alias, a statement, or a word. */
const ITEM_OPERATIONS = {
  aliases: { GET: "GetAlias", PUT: "UpdateAlias", DELETE: "DeleteAlias" },
  "event-invoke-config": { GET: "ListFunctionEventInvokeConfigs" },
  policy: { DELETE: "RemovePermission" },
} as const;

const WITHOUT_FUNCTION = { GET: "ListFunctions", POST: "CreateFunction" } as const;

const EVENT_SOURCE_OPERATIONS = { GET: "ListEventSourceMappings", POST: "CreateEventSourceMapping" } as const;

const TAG_OPERATIONS = { GET: "ListTags", POST: "TagResource", DELETE: "UntagResource" } as const;

type ValueOf<T> = T extends unknown ? T[keyof T] : never;

/** The operations of Lambda that a request is recognised as. */
export type LambdaOperation = ValueOf<
  | ValueOf<typeof OPERATIONS>
  | ValueOf<typeof ITEM_OPERATIONS>
  | typeof WITHOUT_FUNCTION
  | typeof EVENT_SOURCE_OPERATIONS
  | typeof TAG_OPERATIONS
>;

type OperationByMethod = Readonly<Record<string, LambdaOperation>>;

const OF_FUNCTION: Readonly<Record<string, OperationByMethod>> = OPERATIONS;
const OF_ITEM: Readonly<Record<string, OperationByMethod>> = ITEM_OPERATIONS;
const OF_NO_FUNCTION: OperationByMethod = WITHOUT_FUNCTION;
const OF_EVENT_SOURCES: OperationByMethod = EVENT_SOURCE_OPERATIONS;
const OF_TAGS: OperationByMethod = TAG_OPERATIONS;

/** Reads method and path (Lambda API reference). */
export function lambdaRoute({ method, path }: Pick<AwsRequest, "method" | "path">): LambdaRoute {
  const arn = TAGS.exec(path)?.groups?.arn;
  if (arn !== undefined) {
    const tagging = OF_TAGS[method];
    return { ...(tagging === undefined ? {} : { operation: tagging }), taggedArn: decodeURIComponent(arn) };
  }
  if (EVENT_SOURCE_MAPPINGS.test(path)) {
    const listing = OF_EVENT_SOURCES[method];
    return listing === undefined ? {} : { operation: listing };
  }
  const groups = FUNCTIONS.exec(path)?.groups;
  if (groups === undefined) return {};
  const { functionName, part = "", item } = groups;
  const ofPart = item === undefined ? OF_FUNCTION : OF_ITEM;
  const operation = functionName === undefined ? OF_NO_FUNCTION[method] : ofPart[part]?.[method];
  return {
    ...(operation === undefined ? {} : { operation }),
    ...(functionName === undefined ? {} : { functionName: decodeURIComponent(functionName) }),
  };
}
