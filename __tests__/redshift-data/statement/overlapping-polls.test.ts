import { createUsage } from "../../../redshift-data/client/calls/usage";
import { awsError, numbersPage, socketError } from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run, STARTED } from "../../../testing/redshift-data/run-script";
import type { VirtualClock } from "../../../testing/redshift-data/virtual-clock";

const REMAINING_MILLISECONDS = 600_000;

type WaitingRequest = { readonly WaitTimeSeconds?: number | undefined };

/** An AWS whose statement ends at a moment, and which hears of it through whatever call is open then. */
function statementEndingAt(endMilliseconds: number, clock: VirtualClock) {
  const askedAt: number[] = [];
  const held = async ({ WaitTimeSeconds = 0 }: WaitingRequest) => {
    const until = Math.min(
      Math.max(endMilliseconds, clock.nowMilliseconds()),
      clock.nowMilliseconds() + WaitTimeSeconds * 1000,
    );
    await clock.sleep(until - clock.nowMilliseconds());
    return clock.nowMilliseconds() >= endMilliseconds ? FINISHED : STARTED;
  };
  const describe = (request: WaitingRequest) => {
    askedAt.push(clock.nowMilliseconds());
    return held(request);
  };
  return { askedAt, script: { execute: [held], describe: [describe], result: [numbersPage([1])] } };
}

async function follow(endMilliseconds: number) {
  let askedAt: readonly number[] = [];
  const outcome = await run(
    (clock) => {
      const statement = statementEndingAt(endMilliseconds, clock);
      askedAt = statement.askedAt;
      return statement.script;
    },
    { sql: "select 1" },
    REMAINING_MILLISECONDS,
  );
  return { ...outcome, askedAt };
}

test.each([
  ["in the second poll", 45_000, [30_000]],
  ["while two polls are open", 59_800, [30_000, 59_500]],
  ["in the third poll", 75_000, [30_000, 59_500]],
  ["after three polls", 100_000, [30_000, 59_500, 89_000]],
])("a statement that ends %s is known at once, and asked for no more", async (_, end, expected) => {
  const { askedAt, atMilliseconds, answer } = await follow(end);
  expect(askedAt).toEqual(expected);
  expect(atMilliseconds).toBe(end);
  expect(answer?.status).toBe("FINISHED");
});

const answerAfter =
  <Answer>(milliseconds: number, answer: Answer, clock: VirtualClock) =>
  async () => {
    await clock.sleep(milliseconds);
    return answer;
  };

test("the poll that did not bring the news is hung up", async () => {
  let hungUp: boolean | undefined;
  const { names } = await run(
    (clock) => ({
      execute: [STARTED],
      describe: [
        (_, signal) =>
          new Promise((_resolve, reject) => {
            hungUp = false;
            signal?.addEventListener("abort", () => {
              hungUp = true;
              reject(socketError("ECONNRESET"));
            });
          }),
        answerAfter(1_000, FINISHED, clock),
      ],
      result: [numbersPage([1])],
    }),
    { sql: "select 1" },
    REMAINING_MILLISECONDS,
  );
  expect(hungUp).toBe(true);
  // The first is not made again for its broken connection.
  expect(names).toBe("execute describe describe result");
});

test("a denial of either poll is the outcome", async () => {
  const { error, names } = await run(
    (clock) => ({
      execute: [STARTED],
      describe: [
        async () => {
          await clock.sleep(29_900);
          throw awsError("AccessDeniedException");
        },
        answerAfter(30_000, STARTED, clock),
      ],
      cancel: [{ Status: true }],
    }),
    { sql: "select 1" },
    REMAINING_MILLISECONDS,
  );
  expect(error?.code).toBe("STATEMENT_DENIED");
  expect(names).toBe("execute describe describe cancel");
});

test("a second poll that AWS does not let wait asks in pauses, and the first one still brings the news", async () => {
  const { names, atMilliseconds } = await run(
    (clock) => ({
      execute: [STARTED],
      describe: [
        answerAfter(29_700, FINISHED, clock),
        awsError("ActiveWaitingRequestsExceededException"),
        STARTED,
      ],
      result: [numbersPage([1])],
    }),
    { sql: "select 1" },
    REMAINING_MILLISECONDS,
  );
  expect(names).toBe("execute describe describe describe result");
  expect(atMilliseconds).toBe(29_700);
});

test("a poll that is throttled does not bring another one on", async () => {
  const usage = createUsage();
  const throttled = Array.from({ length: 20 }, () => awsError("ThrottlingException"));
  await run(
    { execute: [STARTED], describe: [...throttled, FINISHED], result: [numbersPage([1])] },
    { sql: "select 1" },
    REMAINING_MILLISECONDS,
    { usage },
  );
  expect(usage).toMatchObject({ waits: 1, retries: 20 });
});
