import type { AwsRequest } from "./aws-request";

/** A Lambda request: its operation and the function it names. */
export interface LambdaRoute {
  /** Absent: an operation of which the gateway need not know more than its account. */
  readonly operation?: string;
  /** As in the path, decoded. */
  readonly functionName?: string;
  /** What a tag operation is for. */
  readonly taggedArn?: string;
}

const FUNCTIONS = /^\/\d{4}-\d{2}-\d{2}\/functions(?:\/(?<functionName>[^/]+)(?:\/(?<part>[a-z-]+))?)?\/?$/;

const TAGS = /^\/\d{4}-\d{2}-\d{2}\/tags\/(?<arn>.+?)\/?$/;

/** Part of the path after the function → method → operation. */
const OPERATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
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
  "event-invoke-config": { GET: "GetFunctionEventInvokeConfig", PUT: "PutFunctionEventInvokeConfig" },
  invocations: { POST: "Invoke" },
  policy: { GET: "GetPolicy", POST: "AddPermission" },
  url: { GET: "GetFunctionUrlConfig", POST: "CreateFunctionUrlConfig" },
  versions: { GET: "ListVersionsByFunction", POST: "PublishVersion" },
};

const WITHOUT_FUNCTION: Readonly<Record<string, string>> = { GET: "ListFunctions", POST: "CreateFunction" };

const TAG_OPERATIONS: Readonly<Record<string, string>> = {
  GET: "ListTags",
  POST: "TagResource",
  DELETE: "UntagResource",
};

/** Reads method and path (Lambda API reference). */
export function lambdaRoute({ method, path }: Pick<AwsRequest, "method" | "path">): LambdaRoute {
  const arn = TAGS.exec(path)?.groups?.arn;
  if (arn !== undefined) {
    const tagging = TAG_OPERATIONS[method];
    return { ...(tagging === undefined ? {} : { operation: tagging }), taggedArn: decodeURIComponent(arn) };
  }
  const groups = FUNCTIONS.exec(path)?.groups;
  if (groups === undefined) return {};
  const { functionName, part = "" } = groups;
  const operation = functionName === undefined ? WITHOUT_FUNCTION[method] : OPERATIONS[part]?.[method];
  return {
    ...(operation === undefined ? {} : { operation }),
    ...(functionName === undefined ? {} : { functionName: decodeURIComponent(functionName) }),
  };
}
