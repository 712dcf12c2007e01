import { readInvokeInput } from "../../../emulator/lambda/invocation/invoke-input";
import { namedFunction } from "../../../emulator/lambda/named-function";
import { AwsError } from "../../../emulator/protocol/aws-error";
import { functionReference, plainlyNamed } from "../../../emulator/protocol/function-reference";
import { lambdaRoute } from "../../../emulator/protocol/lambda-route";

const API = "Lambda API reference, Invoke";
const RECORDED = "LocalStack's recording of AWS, test_lambda_api";

const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:probe";

const request = (query = "", headers: Record<string, string> = {}, body = "") => ({
  ...{ method: "POST", url: "/", path: "/", headers, body: Buffer.from(body) },
  query: new URLSearchParams(query),
  caller: { accountId: "111111111111", arn: "arn:aws:iam::111111111111:user/operator", userId: "AIDA" },
  scope: {
    accessKeyId: "AKIA",
    date: "20260101",
    region: "eu-west-1",
    service: "lambda",
    signedHeaders: [],
    signature: "",
    presigned: false,
  },
});

const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return [error.code, error.httpStatus, error.message];
  }
};

const mismatch = [
  "InvalidParameterValueException",
  400,
  "The derived qualifier from the function name does not match the specified qualifier.",
];

/** Name, query, qualified ARN and version or alias; or what Lambda refuses. */
const NAMES: readonly (readonly [string, string, unknown, string])[] = [
  ["probe", "", [ARN, undefined], API],
  ["probe:1", "", [`${ARN}:1`, "1"], API],
  ["probe:live", "", [`${ARN}:live`, "live"], API],
  ["probe:$LATEST", "", [`${ARN}:$LATEST`, undefined], "LocalStack's recording, test_introspection_invoke"],
  [
    "probe",
    "Qualifier=$LATEST",
    [`${ARN}:$LATEST`, undefined],
    "LocalStack's recording, test_introspection_invoke",
  ],
  ["probe", "Qualifier=7", [`${ARN}:7`, "7"], API],
  ["probe:7", "Qualifier=7", [`${ARN}:7`, "7"], `${RECORDED}, test_ops_with_arn_qualifier_mismatch`],
  ["probe:7", "Qualifier=8", mismatch, `${RECORDED}, test_ops_with_arn_qualifier_mismatch`],
  [`${ARN}:7`, "Qualifier=live", mismatch, `${RECORDED}, test_ops_with_arn_qualifier_mismatch`],
  ["probe:$LATEST", "Qualifier=1", mismatch, `${RECORDED}, test_ops_with_arn_qualifier_mismatch`],
  [ARN, "", [ARN, undefined], API],
  [`${ARN}:2`, "", [`${ARN}:2`, "2"], API],
  ["111111111111:function:probe", "", [ARN, undefined], API],
  ["111111111111:function:probe:2", "", [`${ARN}:2`, "2"], API],
  ["function:probe", "", [ARN, undefined], `${API}, its pattern of FunctionName`],
  ["111111111111:probe", "", [ARN, undefined], `${API}, its pattern of FunctionName`],
  ["eu-west-1:111111111111:function:probe:2", "", [`${ARN}:2`, "2"], `${API}, its pattern of FunctionName`],
  [
    "arn:aws:lambda:us-east-1:111111111111:function:probe",
    "",
    [
      ...["ResourceNotFoundException", 404],
      "Functions from 'us-east-1' are not reachable in this region ('eu-west-1')",
    ],
    `${RECORDED}, test_get_function_wrong_region`,
  ],
  ["no:function:name", "", undefined, `${RECORDED}, test_function_arns`],
  ["arn:aws:lambda:eu-west-1:111@function:probe", "", undefined, `${RECORDED}, test_invalid_invoke`],
];

it.each(NAMES)("%s?%s names %j (%s)", (name, query, named) => {
  const answer = refusal(() => {
    const reference = namedFunction(request(query), name);
    return reference && [reference.namedArn, reference.qualifier];
  });
  expect(answer).toEqual(named);
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const NO_CONTEXT = [
  ...["InvalidRequestContentException", 400],
  "Client context must be a valid Base64-encoded JSON object.",
];
const CONTEXT_TEXT = "public recordings of Invoke's refusals of ClientContext";
const plain = { type: "RequestResponse", withLog: false, event: "{}" };

/** Headers, body, what is read of them; or what Lambda refuses. */
const INPUTS: readonly (readonly [Record<string, string>, string, unknown, string])[] = [
  [{}, "", plain, API],
  [{}, "[1]", { ...plain, event: "[1]" }, API],
  [{ "x-amz-invocation-type": "Event" }, "{}", { ...plain, type: "Event" }, API],
  [{ "x-amz-invocation-type": "DryRun" }, "", { ...plain, type: "DryRun" }, API],
  [{ "x-amz-log-type": "Tail" }, "", { ...plain, withLog: true }, API],
  [{ "x-amz-log-type": "None" }, "", plain, API],
  [{ "x-amzn-trace-id": "Root=1" }, "", { ...plain, traceHeader: "Root=1" }, API],
  [{ "x-amz-client-context": base64('{"a":1}') }, "", { ...plain, clientContext: '{"a":1}' }, API],
  [
    { "x-amz-client-context": base64('{"a":1}'), "x-amz-invocation-type": "Event" },
    "",
    { ...plain, type: "Event" },
    `${API}: the context is passed to synchronous invocations only`,
  ],
  [{ "x-amz-client-context": base64("text") }, "", NO_CONTEXT, CONTEXT_TEXT],
  [{ "x-amz-client-context": base64("7") }, "", NO_CONTEXT, CONTEXT_TEXT],
  [{ "x-amz-client-context": '{"a":1}' }, "", NO_CONTEXT, CONTEXT_TEXT],
  [
    { "x-amz-invocation-type": "Later" },
    "",
    [
      ...["ValidationException", 400],
      "1 validation error detected: Value 'Later' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [DryRun, Event, RequestResponse]",
    ],
    "Lambda's service model, InvocationType",
  ],
  [
    { "x-amz-log-type": "Head" },
    "",
    [
      ...["ValidationException", 400],
      "1 validation error detected: Value 'Head' at 'logType' failed to satisfy constraint: Member must satisfy enum value set: [None, Tail]",
    ],
    "Lambda's service model, LogType",
  ],
  [
    { "x-amz-invocation-type": "Event" },
    `"${"x".repeat(1024 * 1024)}"`,
    [
      ...["RequestEntityTooLargeException", 413],
      "Request must be smaller than 1048576 bytes for the InvokeFunction operation",
    ],
    "Lambda quotas, asynchronous payloads",
  ],
];

it.each(INPUTS)("%j is read as Lambda reads it, %#", (headers, body, input) => {
  expect(refusal(() => readInvokeInput(request("", headers, body)))).toEqual(input);
});

const MODEL = "Lambda's service model, http.requestUri";
const FUNCTION = "/2015-03-31/functions/probe";

const ROUTES: readonly (readonly [string, string, unknown, string])[] = [
  ["GET", `${FUNCTION}/aliases/live`, "GetAlias", MODEL],
  ["PUT", `${FUNCTION}/aliases/live`, "UpdateAlias", MODEL],
  ["DELETE", `${FUNCTION}/aliases/live`, "DeleteAlias", MODEL],
  ["POST", `${FUNCTION}/aliases`, "CreateAlias", MODEL],
  ["POST", `${FUNCTION}/versions`, "PublishVersion", MODEL],
  ["POST", "/2019-09-25/functions/probe/event-invoke-config", "UpdateFunctionEventInvokeConfig", MODEL],
  ["DELETE", "/2019-09-25/functions/probe/event-invoke-config", "DeleteFunctionEventInvokeConfig", MODEL],
  ["GET", "/2019-09-25/functions/probe/event-invoke-config/list", "ListFunctionEventInvokeConfigs", MODEL],
  ["DELETE", `${FUNCTION}/policy/one`, "RemovePermission", MODEL],
  ["DELETE", "/2021-10-31/functions/probe/url", "DeleteFunctionUrlConfig", MODEL],
  ["GET", `${FUNCTION}/unknown`, undefined, MODEL],
];

it.each(ROUTES)("%s %s is %s (%s)", (method, path, operation) => {
  expect(lambdaRoute({ method, path })).toEqual({
    ...(operation === undefined ? {} : { operation }),
    functionName: "probe",
  });
});

/** Method and how a request names its function, the query, and what moto is asked. */
const PLAIN: readonly (readonly [string, string, string, string])[] = [
  ["GET", "probe", "", "/2015-03-31/functions/probe"],
  ["GET", "probe:$LATEST", "", "/2015-03-31/functions/probe"],
  ["GET", "probe:1", "", "/2015-03-31/functions/probe?Qualifier=1"],
  ["GET", `${ARN}:live`, "", "/2015-03-31/functions/probe?Qualifier=live"],
  ["DELETE", "111111111111:function:probe:2", "", "/2015-03-31/functions/probe?Qualifier=2"],
  ["PUT", "111111111111:function:probe", "", "/2015-03-31/functions/probe"],
  ["GET", "function:probe", "Qualifier=7", "/2015-03-31/functions/probe?Qualifier=7"],
];

it.each(PLAIN)("%s of %s?%s is for moto %s", (method, functionName, query, asked) => {
  const scope = { accountId: "111111111111", region: "eu-west-1" };
  const qualifier = new URLSearchParams(query).get("Qualifier") ?? undefined;
  const reference = functionReference(functionName, scope, qualifier);
  const path = `/2015-03-31/functions/${encodeURIComponent(functionName)}`;
  const sent = { method, url: query === "" ? path : `${path}?${query}` };
  expect(plainlyNamed(sent, { functionName }, reference)).toEqual({ method, url: asked });
});
