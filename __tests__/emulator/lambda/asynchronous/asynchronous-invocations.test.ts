import {
  AsynchronousInvocations,
  SHORTENED_RETRY_DELAYS_MILLISECONDS,
} from "../../../../emulator/lambda/asynchronous/asynchronous-invocations";
import type { HandledEvent } from "../../../../emulator/lambda/asynchronous/destination-record";
import type { EventInvokeConfig } from "../../../../emulator/lambda/asynchronous/event-invoke-config";
import { BackgroundWork } from "../../../../emulator/lambda/background-work";
import type { RunnableFunction } from "../../../../emulator/lambda/invocation/executor";

const ERRORS = "Lambda developer guide, retry behaviour of asynchronous invocations";
const RECORDED = "LocalStack's recording of AWS, test_lambda_destinations";

const ARN = "arn:aws:lambda:eu-west-1:111111111111:function:probe";
const QUEUE = "arn:aws:sqs:eu-west-1:111111111111:events";

const target: RunnableFunction = {
  reference: { name: "probe", accountId: "111111111111", region: "eu-west-1", arn: ARN, namedArn: ARN },
  configuration: {
    ...{ version: "$LATEST", roleArn: "", handler: "", runtime: "nodejs22.x", codeSha256: "" },
    ...{ memoryMegabytes: 128, timeoutSeconds: 3, environment: {} },
  },
  ...{ logging: {}, taskRoot: "/", program: { file: "node", arguments: () => [] } },
  role: {
    ...{ arn: "arn:aws:iam::111111111111:role/r", accountId: "111111111111", name: "r", id: "AROA" },
    ...{ maxSessionSeconds: 3600, description: "", trust: {}, tags: {}, policies: { identity: [] } },
  },
};

const event = { requestId: "id", event: "{}", traceId: "Root=1" };
const both = { DestinationConfig: { OnSuccess: { Destination: QUEUE }, OnFailure: { Destination: QUEUE } } };
const failure = { errorType: "Error", errorMessage: "m" };

/** How often the function fails before it does not, and what is set; what Lambda sends, and what it waited before repetitions. */
const ROWS: readonly (readonly [
  what: string,
  given: {
    failures: number;
    config?: EventInvokeConfig;
    reserved?: number;
    deadLetter?: boolean;
    busy?: number;
  },
  sent: readonly unknown[],
  waited: readonly number[],
  source: string,
])[] = [
  [
    "a success",
    { failures: 0, config: both },
    [["Success", 1]],
    [],
    `${RECORDED}, test_assess_lambda_destination_invocation`,
  ],
  ["one failure", { failures: 1, config: both }, [["Success", 2]], [600], ERRORS],
  ["two failures", { failures: 2, config: both }, [["Success", 3]], [600, 1200], ERRORS],
  [
    "three failures",
    { failures: 3, config: both },
    [["RetriesExhausted", 3]],
    [600, 1200],
    `${RECORDED}, test_retries`,
  ],
  ["no destination", { failures: 3 }, [], [600, 1200], ERRORS],
  [
    "no repetition",
    { failures: 3, config: { ...both, MaximumRetryAttempts: 0 } },
    [["RetriesExhausted", 1]],
    [],
    `${RECORDED}, test_assess_lambda_destination_invocation`,
  ],
  [
    "one repetition",
    { failures: 3, config: { ...both, MaximumRetryAttempts: 1 } },
    [["RetriesExhausted", 2]],
    [600],
    ERRORS,
  ],
  [
    "an age below the first wait",
    { failures: 3, config: { ...both, MaximumEventAgeInSeconds: 60 } },
    [["EventAgeExceeded", 1]],
    [],
    `${RECORDED}, test_maxeventage`,
  ],
  [
    "an age below both waits",
    { failures: 3, config: { ...both, MaximumEventAgeInSeconds: 150 } },
    [["EventAgeExceeded", 2]],
    [600],
    `${RECORDED}, test_maxeventage`,
  ],
  [
    "nothing may run",
    { failures: 0, config: both, reserved: 0 },
    [["ZeroReservedConcurrency", 0]],
    [],
    "Lambda developer guide, reserved concurrency of zero",
  ],
  [
    "throttled twice",
    { failures: 0, config: both, reserved: 1, busy: 2 },
    [["Success", 1]],
    [200, 200],
    ERRORS,
  ],
  [
    "a dead-letter queue",
    { failures: 3, deadLetter: true },
    [["dead letter", 3]],
    [600, 1200],
    `${RECORDED}, test_dead_letter_queue`,
  ],
  [
    "both",
    { failures: 3, config: both, deadLetter: true },
    [
      ["RetriesExhausted", 3],
      ["dead letter", 3],
    ],
    [600, 1200],
    "Lambda developer guide, dead-letter queues and destinations",
  ],
  [
    "a dead-letter queue of a success",
    { failures: 0, deadLetter: true },
    [],
    [],
    `${RECORDED}, test_dead_letter_queue`,
  ],
];

it.each(ROWS)("%s", async (_what, given, sent, waited) => {
  const told: unknown[] = [];
  const waits: number[] = [];
  const running: Promise<unknown>[] = [];
  const ids = new Set<string>();
  let runs = 0;
  let busy = given.busy ?? 0;
  const destinations = {
    send: async (_role: unknown, arn: string, { condition, attempts }: HandledEvent) => {
      expect(arn).toBe(QUEUE);
      told.push([condition, attempts]);
    },
    sendDeadLetter: async (_role: unknown, _arn: string, { attempts }: HandledEvent) => {
      told.push(["dead letter", attempts]);
    },
  };
  const asynchronous = new AsynchronousInvocations({
    executor: {
      execute: async (_target, { requestId }) => {
        ids.add(requestId);
        runs += 1;
        return runs > given.failures ? { payload: "1", tail: [] } : { payload: "{}", failure, tail: [] };
      },
    },
    pool: { busyCount: () => (busy-- > 0 ? 1 : 0) },
    deployed: {
      reservedConcurrency: () => given.reserved,
      deadLetterTarget: () => (given.deadLetter === true ? QUEUE : undefined),
    },
    configs: { of: (arn) => (arn === `${ARN}:$LATEST` ? (given.config ?? {}) : {}) },
    destinations,
    retryDelaysMilliseconds: SHORTENED_RETRY_DELAYS_MILLISECONDS,
    background: (work) => running.push(work),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    isClosed: () => false,
  });
  asynchronous.accept(target, event, async () => target);
  await Promise.all(running);
  expect([told, waits]).toEqual([sent, waited]);
  // AWS repeats an event under the request id of the first time.
  expect([...ids]).toEqual(runs === 0 ? [] : ["id"]);
});

test("closing ends what waits, and nothing is repeated after it", async () => {
  const failed: unknown[] = [];
  const work = new BackgroundWork((error) => failed.push(error));
  let runs = 0;
  const asynchronous = new AsynchronousInvocations({
    executor: {
      execute: async () => {
        runs += 1;
        return { payload: "{}", failure, tail: [] };
      },
    },
    pool: { busyCount: () => 0 },
    deployed: { reservedConcurrency: () => undefined, deadLetterTarget: () => undefined },
    configs: { of: () => ({}) },
    destinations: { send: async () => undefined, sendDeadLetter: async () => undefined },
    retryDelaysMilliseconds: [3_600_000],
    background: (running) => work.add(running),
    wait: (milliseconds) => work.wait(milliseconds),
    isClosed: () => work.isClosed,
  });
  asynchronous.accept(target, event, async () => target);
  await new Promise(setImmediate);
  work.close();
  await work.ended();
  expect([runs, failed]).toEqual([1, []]);
});

test("what fails in the background is told once", async () => {
  const failed: unknown[] = [];
  const work = new BackgroundWork((error) => failed.push(error));
  work.add(Promise.reject(new Error("lost")));
  await work.ended();
  expect(failed).toEqual([new Error("lost")]);
});
