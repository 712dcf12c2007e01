import { createUsage } from "../../../redshift-data/client/calls/usage";
import {
  awsError,
  numbersPage,
  STATEMENT_ID,
  socketError,
} from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run, STARTED } from "../../../testing/redshift-data/run-script";
import type { VirtualClock } from "../../../testing/redshift-data/virtual-clock";

const longPoll =
  (clock: VirtualClock) => async (request: { readonly WaitTimeSeconds?: number | undefined }) => {
    await clock.sleep((request.WaitTimeSeconds ?? 0) * 1000);
    return STARTED;
  };

test("long polls until the end, each as long as the API and the deadline allow", async () => {
  const { calls, answer } = await run(
    (clock) => ({
      execute: [longPoll(clock)],
      describe: [longPoll(clock), FINISHED],
      result: [numbersPage([1])],
    }),
    { sql: "select 1" },
    50_000,
  );
  expect(
    calls.map(([name, request]) => [name, "WaitTimeSeconds" in request && request.WaitTimeSeconds]),
  ).toEqual([
    ["execute", 30],
    ["describe", 16],
    ["describe", false],
    ["result", false],
  ]);
  expect(answer?.durationMs).toBe(46_000);
});

test("polls with growing pauses where AWS does not hold the answer back", async () => {
  const { names, atMilliseconds } = await run({
    execute: [STARTED],
    describe: [STARTED, STARTED, STARTED, FINISHED],
    result: [numbersPage([1])],
  });
  expect(names).toBe("execute describe describe describe describe result");
  expect(atMilliseconds).toBe((200 + 400 + 800) * 0.75);
});

test("stops long polling when too many requests wait", async () => {
  const { calls, answer } = await run({
    execute: [STARTED],
    describe: [awsError("ActiveWaitingRequestsExceededException"), STARTED, FINISHED],
    result: [numbersPage([1])],
  });
  expect(calls.filter(([name]) => name === "describe").map(([, request]) => request)).toEqual([
    { Id: STATEMENT_ID, WaitTimeSeconds: 30 },
    { Id: STATEMENT_ID },
    { Id: STATEMENT_ID },
  ]);
  expect(answer?.status).toBe("FINISHED");
});

test("fails when AWS says so of requests that do not wait", async () => {
  const { error } = await run({
    execute: [STARTED],
    describe: [awsError("ActiveWaitingRequestsExceededException")],
    cancel: [{ Status: true }],
  });
  expect(error?.code).toBe("WAITING_REQUESTS_EXCEEDED");
});

test("survives five failed describes in a row, not six", async () => {
  const failures = Array.from({ length: 5 }, () => socketError("ECONNRESET"));
  const counts = await run({
    execute: [STARTED],
    describe: [...failures, FINISHED],
    result: [numbersPage([1])],
  });
  expect(counts.answer?.status).toBe("FINISHED");
  const failed = await run({
    execute: [STARTED],
    describe: [socketError("ECONNRESET")],
    cancel: [{ Status: true }],
  });
  expect(failed.names).toBe(`execute ${"describe ".repeat(6)}cancel`);
  expect(failed.error).toMatchObject({
    code: "ENDPOINT_UNREACHABLE",
    networkCode: "ECONNRESET",
    statementId: STATEMENT_ID,
  });
});

test("a call that quotas held up survives as many faults as any other", async () => {
  const throttles = Array.from({ length: 6 }, () => awsError("ThrottlingException"));
  const faults = Array.from({ length: 5 }, () => socketError("ECONNRESET"));
  const { answer } = await run({
    execute: [...throttles, ...faults, FINISHED],
    result: [numbersPage([1])],
  });
  expect(answer?.status).toBe("FINISHED");
});

test("a submit that AWS does not let wait is made again, without waiting and with the same token", async () => {
  const { calls, answer } = await run({
    execute: [awsError("ActiveWaitingRequestsExceededException"), STARTED],
    describe: [FINISHED],
    result: [numbersPage([1])],
  });
  expect(
    calls.map(([name, request]) => [
      name,
      "ClientToken" in request && request.ClientToken,
      "WaitTimeSeconds" in request,
    ]),
  ).toEqual([
    ["execute", "request-1", true],
    ["execute", "request-1", false],
    ["describe", false, false],
    ["result", false, false],
  ]);
  expect(answer?.status).toBe("FINISHED");
});

test("a long poll that is made again asks for no more than the time left", async () => {
  const { calls } = await run(
    (clock) => ({
      execute: [STARTED],
      describe: [
        async () => {
          await clock.sleep(4_000);
          throw socketError("ECONNRESET");
        },
        FINISHED,
      ],
      result: [numbersPage([1])],
    }),
    { sql: "select 1" },
    20_000,
  );
  const waits = calls.map(([, request]) => "WaitTimeSeconds" in request && request.WaitTimeSeconds);
  expect(waits).toEqual([16, 16, 12, false]);
});

test("the cost of the work is counted", async () => {
  const usage = createUsage();
  await run(
    (clock) => ({
      execute: [awsError("ThrottlingException"), longPoll(clock)],
      describe: [longPoll(clock), FINISHED],
      result: [numbersPage([1, 2])],
    }),
    { sql: "select 1" },
    100_000,
    { usage },
  );
  expect(usage).toEqual({
    assumeRoleMilliseconds: 0,
    calls: 5,
    retries: 1,
    waits: 2,
    waitMilliseconds: 59_500,
    rows: 2,
    bytes: 2 * '{"n":1},'.length,
  });
});
