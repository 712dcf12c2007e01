import { EventInvokeConfigs } from "../../../../emulator/lambda/asynchronous/event-invoke-config";
import { AwsError } from "../../../../emulator/protocol/aws-error";

const RECORDED = "LocalStack's recording of AWS, test_lambda_eventinvokeconfig_exceptions and _lifecycle";

const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:probe";
const reference = { name: "probe", accountId: "111111111111", region: "eu-west-1", arn: ARN, namedArn: ARN };
const published = { ...reference, qualifier: "1", namedArn: `${ARN}:1` };
const QUEUE = "arn:aws:sqs:eu-west-1:111111111111:events";

type Operation = Parameters<EventInvokeConfigs["handle"]>[0];
type Call = readonly [operation: Operation, input?: object, of?: typeof reference, exists?: boolean];

async function answer(
  configs: EventInvokeConfigs,
  [operation, input = {}, of = reference, exists = true]: Call,
) {
  const body = Buffer.from(JSON.stringify(input));
  try {
    const { status, body: text } = await configs.handle(operation, { body }, of, async () => exists);
    const content = text === "" ? undefined : JSON.parse(text.toString());
    if (content?.LastModified !== undefined) content.LastModified = typeof content.LastModified;
    return [status, content];
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return [error.httpStatus, error.code, error.message];
  }
}

const put: Call = ["PutFunctionEventInvokeConfig", { MaximumRetryAttempts: 1 }];
const stored = {
  ...{ MaximumRetryAttempts: 1, DestinationConfig: { OnSuccess: {}, OnFailure: {} } },
  ...{ FunctionArn: `${ARN}:$LATEST`, LastModified: "number" },
};
const missing = (arn: string) => [
  ...[404, "ResourceNotFoundException"],
  `The function ${arn} doesn't have an EventInvokeConfig`,
];
const noFunction = [404, "ResourceNotFoundException", "The function doesn't exist."];

const ROWS: readonly (readonly [string, readonly Call[], readonly unknown[]])[] = [
  ["put", [put], [200, stored]],
  ["get", [put, ["GetFunctionEventInvokeConfig"]], [200, stored]],
  ["get before put", [["GetFunctionEventInvokeConfig"]], missing(`${ARN}:$LATEST`)],
  ["get of another version", [put, ["GetFunctionEventInvokeConfig", {}, published]], missing(`${ARN}:1`)],
  [
    "put again",
    [put, ["PutFunctionEventInvokeConfig", { MaximumRetryAttempts: 0 }]],
    [200, { ...stored, MaximumRetryAttempts: 0 }],
  ],
  [
    "update",
    [put, ["UpdateFunctionEventInvokeConfig", { DestinationConfig: { OnFailure: { Destination: QUEUE } } }]],
    [200, { ...stored, DestinationConfig: { OnSuccess: {}, OnFailure: { Destination: QUEUE } } }],
  ],
  [
    "update before put",
    [["UpdateFunctionEventInvokeConfig", { MaximumRetryAttempts: 0 }]],
    missing(`${ARN}:$LATEST`),
  ],
  [
    "update of no function",
    [["UpdateFunctionEventInvokeConfig", { MaximumRetryAttempts: 0 }, reference, false]],
    noFunction,
  ],
  [
    "put of no function",
    [["PutFunctionEventInvokeConfig", { MaximumRetryAttempts: 0 }, reference, false]],
    noFunction,
  ],
  ["list of no function", [["ListFunctionEventInvokeConfigs", {}, reference, false]], noFunction],
  [
    "list",
    [put, ["ListFunctionEventInvokeConfigs"]],
    [200, { FunctionEventInvokeConfigs: [{ ...stored, LastModified: expect.any(Number) }] }],
  ],
  ["delete", [put, ["DeleteFunctionEventInvokeConfig"]], [204, undefined]],
  [
    "delete twice",
    [put, ["DeleteFunctionEventInvokeConfig"], ["DeleteFunctionEventInvokeConfig"]],
    missing(`${ARN}:$LATEST`),
  ],
  [
    "nothing to put",
    [["PutFunctionEventInvokeConfig", {}]],
    [
      ...[400, "InvalidParameterValueException"],
      "You must specify at least one of error handling or destination setting.",
    ],
  ],
  [
    "itself as destination",
    [["PutFunctionEventInvokeConfig", { DestinationConfig: { OnSuccess: { Destination: `${ARN}:1` } } }]],
    [
      ...[400, "InvalidParameterValueException"],
      "You can't specify the function as a destination for itself.",
    ],
  ],
];

test.each(ROWS)(`%s (${RECORDED})`, async (_what, calls, last) => {
  const configs = new EventInvokeConfigs();
  const answers: unknown[] = [];
  for (const call of calls) answers.push(await answer(configs, call));
  expect(answers.at(-1)).toEqual(last);
});

test("a function that is deleted takes its settings along, and only its own", async () => {
  const configs = new EventInvokeConfigs();
  const other = { ...reference, name: "probe2", arn: `${ARN}2`, namedArn: `${ARN}2` };
  await answer(configs, put);
  await answer(configs, ["PutFunctionEventInvokeConfig", { MaximumRetryAttempts: 1 }, other]);
  configs.delete(ARN);
  expect([configs.of(`${ARN}:$LATEST`), configs.of(`${ARN}2:$LATEST`).MaximumRetryAttempts]).toEqual([{}, 1]);
});
