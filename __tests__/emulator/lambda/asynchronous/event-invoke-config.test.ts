import { EventInvokeConfigs } from "../../../../emulator/lambda/asynchronous/event-invoke-config";
import { AwsError } from "../../../../emulator/protocol/aws-error";

const RECORDED = "LocalStack's recording of AWS, test_lambda_eventinvokeconfig_exceptions and _lifecycle";

const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:probe";
const reference = { name: "probe", accountId: "111111111111", region: "eu-west-1", arn: ARN, namedArn: ARN };
const published = { ...reference, qualifier: "1", namedArn: `${ARN}:1` };
const OTHER = `${ARN}2`;
/** Functions whose name says so are not there. */
const STRANGER = `${ARN.replace("111111111111", "222222222222")}-missing`;
const ELSEWHERE = `${ARN.replace("eu-west-1", "us-east-1")}-missing`;
const QUEUE = "arn:aws:sqs:eu-west-1:111111111111:events";

type Operation = Parameters<EventInvokeConfigs["handle"]>[0];
type Call = readonly [operation: Operation, input?: object, of?: typeof reference, exists?: boolean];

async function answer(
  configs: EventInvokeConfigs,
  [operation, input = {}, of = reference, exists = true]: Call,
) {
  const body = Buffer.from(JSON.stringify(input));
  try {
    const { status, body: text } = await configs.handle(
      operation,
      { body },
      of,
      async (named) => exists && !named.name.endsWith("-missing"),
    );
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
/** What is stored where nothing but destinations was put. */
const destinations = (config: object) => ({
  ...{ DestinationConfig: { OnSuccess: {}, OnFailure: {}, ...config } },
  ...{ FunctionArn: `${ARN}:$LATEST`, LastModified: "number" },
});
const noFunction = [404, "ResourceNotFoundException", "The function doesn't exist."];

const invalid = (message: string) => [400, "InvalidParameterValueException", message];
const itself = invalid("You can't specify the function as a destination for itself.");
const to = (DestinationConfig: object): Call => ["PutFunctionEventInvokeConfig", { DestinationConfig }];
const success = (Destination: string) => to({ OnSuccess: { Destination } });
const failure = (Destination: string) => to({ OnFailure: { Destination } });
const IAM = ARN.replace(":lambda:", ":iam:");
const BUCKET = "arn:aws:s3:::failures";

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
  ["itself as destination", [success(ARN)], itself],
  ["a version of itself as destination", [success(`${ARN}:1`)], itself],
  [
    "an update to itself as destination",
    [put, ["UpdateFunctionEventInvokeConfig", { DestinationConfig: { OnFailure: { Destination: ARN } } }]],
    itself,
  ],
  [
    "a function whose name begins with its own",
    [success(OTHER)],
    [200, destinations({ OnSuccess: { Destination: OTHER } })],
  ],
  [
    "a function that is not there as destination",
    [success(`${ARN}-missing`)],
    invalid(`The destination ARN ${ARN}-missing is invalid.`),
  ],
  [
    "one that is not there, for failures",
    [failure(`${ARN}-missing`)],
    invalid(`The destination ARN ${ARN}-missing is invalid.`),
  ],
  [
    "a function of another account, of which nothing is known here",
    [success(STRANGER)],
    [200, destinations({ OnSuccess: { Destination: STRANGER } })],
  ],
  [
    "a function of another region",
    [success(ELSEWHERE)],
    [200, destinations({ OnSuccess: { Destination: ELSEWHERE } })],
  ],
  [
    "a service that takes no events",
    [success(IAM)],
    invalid(
      `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${IAM}), onFailure=null) is invalid.`,
    ),
  ],
  [
    "a service that takes no events, for failures",
    [to({ OnSuccess: {}, OnFailure: { Destination: IAM } })],
    invalid(
      `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=null), onFailure=OnFailure(destination=${IAM})) is invalid.`,
    ),
  ],
  [
    "a bucket, which takes failures only",
    [success(BUCKET)],
    invalid(
      `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${BUCKET}), onFailure=null) is invalid.`,
    ),
  ],
  ["a bucket for failures", [failure(BUCKET)], [200, destinations({ OnFailure: { Destination: BUCKET } })]],
  ...["sns", "sqs", "events"].map(
    (service) =>
      [
        `something of ${service}`,
        [success(`arn:aws:${service}:eu-west-1:111111111111:x`)],
        [200, destinations({ OnSuccess: { Destination: `arn:aws:${service}:eu-west-1:111111111111:x` } })],
      ] as const,
  ),
  ["a destination without an ARN", [to({ OnSuccess: {} })], [200, destinations({})]],
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
