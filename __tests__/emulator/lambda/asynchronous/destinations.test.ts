import type { Caller } from "../../../../emulator/authentication/caller";
import type { HandledEvent } from "../../../../emulator/lambda/asynchronous/destination-record";
import { Destinations } from "../../../../emulator/lambda/asynchronous/destinations";

const RECORDED = "LocalStack's recording of AWS, test_lambda_destinations";

const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:probe";
const QUEUE = "arn:aws:sqs:eu-west-1:111111111111:events";
const TOPIC = "arn:aws:sns:eu-west-1:111111111111:events";
const BUS = "arn:aws:events:eu-west-1:111111111111:event-bus/own";
const OTHER = "arn:aws:lambda:eu-west-1:111111111111:function:other:live";

const role = { accountId: "111111111111", arn: "arn:aws:sts::111111111111:assumed-role/r/s" } as Caller;

const failure = { errorType: "Error", errorMessage: "m", trace: [] };
const handled: HandledEvent = {
  ...{ reference: { arn: ARN }, executedVersion: "$LATEST", requestId: "id", event: '{"a":1}' },
  ...{ condition: "RetriesExhausted", attempts: 3 },
  answer: { payload: JSON.stringify(failure), failure },
};

const record = {
  version: "1.0",
  timestamp: "TIME",
  requestContext: {
    ...{ requestId: "id", functionArn: `${ARN}:$LATEST` },
    ...{ condition: "RetriesExhausted", approximateInvokeCount: 3 },
  },
  requestPayload: { a: 1 },
  responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
  responsePayload: failure,
};

interface Sent {
  readonly denied: readonly string[];
  readonly invoked: readonly unknown[];
  readonly calls: readonly { readonly service: string; readonly target: unknown; readonly body: string }[];
  readonly failures: readonly string[];
}

/** What goes out for one delivery. */
async function deliver(
  work: (destinations: Destinations) => Promise<void>,
  { allowed = true, status = 200 } = {},
): Promise<Sent> {
  const denied: string[] = [];
  const invoked: unknown[] = [];
  const calls: { service: string; target: unknown; body: string }[] = [];
  const failures: string[] = [];
  const destinations = new Destinations({
    moto: {
      call: async ({ service, headers, body = "" }) => {
        calls.push({ service, target: headers?.["x-amz-target"], body });
        return { status, headers: {}, body: "" };
      },
    },
    authorizer: {
      quietDenial: async (_caller, { action, resource }) => {
        if (allowed) return undefined;
        denied.push(`${action} ${resource}`);
        return "denied";
      },
    },
    invoke: async ({ namedArn }, event) => {
      invoked.push([namedArn, JSON.parse(event).requestContext.condition]);
    },
    log: (event) => failures.push("message" in event ? event.message : ""),
  });
  await work(destinations);
  return { denied, invoked, calls, failures };
}

const steady = (text: string) => JSON.parse(text.replace(/"timestamp":"[^"]+"/, '"timestamp":"TIME"'));

test(`a queue is sent the record (${RECORDED})`, async () => {
  const { calls } = await deliver((destinations) => destinations.send(role, QUEUE, handled));
  expect(calls.map(({ service, target }) => [service, target])).toEqual([["sqs", "AmazonSQS.SendMessage"]]);
  const { QueueUrl, MessageBody } = JSON.parse(calls[0]?.body ?? "");
  expect([QueueUrl, steady(MessageBody)]).toEqual(["http://localhost/111111111111/events", record]);
});

test("a success has no error in its record, and a function that never ran no response", async () => {
  const { answer: _answer, ...never } = handled;
  const records = async (event: HandledEvent) => {
    const { calls } = await deliver((destinations) => destinations.send(role, QUEUE, event));
    return steady(JSON.parse(calls[0]?.body ?? "").MessageBody);
  };
  const { responseContext } = await records({ ...handled, condition: "Success", answer: { payload: "1" } });
  expect(responseContext).toEqual({ statusCode: 200, executedVersion: "$LATEST" });
  const { responseContext: _context, responsePayload: _payload, ...rest } = record;
  expect(await records(never)).toEqual(rest);
});

test("a topic is sent the record", async () => {
  const { calls } = await deliver((destinations) => destinations.send(role, TOPIC, handled));
  const form = new URLSearchParams(calls[0]?.body);
  expect(calls[0]?.service).toBe("sns");
  expect([form.get("Action"), form.get("TopicArn"), steady(form.get("Message") ?? "")]).toEqual([
    ...["Publish", TOPIC],
    record,
  ]);
});

test(`an event bus is sent an event (${RECORDED}, test_invoke_lambda_eventbridge)`, async () => {
  const { calls } = await deliver((destinations) => destinations.send(role, BUS, handled));
  const [{ Detail, ...entry }] = JSON.parse(calls[0]?.body ?? "").Entries;
  expect([calls[0]?.target, entry, steady(Detail)]).toEqual([
    "AWSEvents.PutEvents",
    {
      ...{ EventBusName: BUS, Source: "lambda" },
      DetailType: "Lambda Function Invocation Result - Failure",
      Resources: [BUS, `${ARN}:$LATEST`],
    },
    record,
  ]);
});

test("a function is invoked with the record", async () => {
  const { invoked } = await deliver((destinations) => destinations.send(role, OTHER, handled));
  expect(invoked).toEqual([[OTHER, "RetriesExhausted"]]);
});

test(`a dead-letter queue is sent the event, with the error as attributes (${RECORDED}, test_dead_letter_queue)`, async () => {
  const { calls } = await deliver((destinations) => destinations.sendDeadLetter(role, QUEUE, handled));
  const { MessageBody, MessageAttributes } = JSON.parse(calls[0]?.body ?? "");
  expect([MessageBody, MessageAttributes]).toEqual([
    '{"a":1}',
    {
      RequestID: { DataType: "String", StringValue: "id" },
      ErrorCode: { DataType: "Number", StringValue: "200" },
      ErrorMessage: { DataType: "String", StringValue: "m" },
    },
  ]);
});

test("a dead-letter topic is sent the event", async () => {
  const { calls } = await deliver((destinations) => destinations.sendDeadLetter(role, TOPIC, handled));
  const form = new URLSearchParams(calls[0]?.body);
  expect([form.get("Message"), form.get("MessageAttributes.entry.1.Name")]).toEqual(['{"a":1}', "RequestID"]);
});

test.each([
  [QUEUE, "sqs:SendMessage"],
  [TOPIC, "sns:Publish"],
  [BUS, "events:PutEvents"],
  [OTHER, "lambda:InvokeFunction"],
])("%s needs %s of the function's role", async (arn, action) => {
  const sent = await deliver((destinations) => destinations.send(role, arn, handled), { allowed: false });
  expect(sent).toEqual({ denied: [`${action} ${arn}`], invoked: [], calls: [], failures: [] });
});

test("what is not delivered is told", async () => {
  const bucket = "arn:aws:s3:::events";
  const { failures } = await deliver((destinations) => destinations.send(role, bucket, handled));
  expect(failures).toEqual([
    `the local accounts cannot deliver to ${bucket}: only to queues, topics, event buses and functions`,
  ]);
  const gone = await deliver((destinations) => destinations.send(role, QUEUE, handled), { status: 400 });
  expect(gone.failures).toEqual([`${QUEUE} did not take the event that was sent to it`]);
});
