import { onceSettled, propagationLine } from "../../rehearsal/settling";
import { createVirtualClock } from "../../testing/redshift-data/virtual-clock";

/** An attempt that a hop refuses until this second, and then answers or fails. What came of it, and when each attempt was. */
async function outcome({
  refusedForSeconds,
  isRefusal = true,
  signal = new AbortController().signal,
}: {
  readonly refusedForSeconds: number;
  readonly isRefusal?: boolean;
  readonly signal?: AbortSignal;
}) {
  const clock = createVirtualClock();
  const attempts: number[] = [];
  const told: string[] = [];
  const attempt = async () => {
    const seconds = clock.nowMilliseconds() / 1000;
    attempts.push(seconds);
    if (seconds < refusedForSeconds) throw new Error(`refused at ${seconds}`);
    return "rows";
  };
  const sleep = (milliseconds: number, aborted: AbortSignal) => clock.sleep(milliseconds, aborted);
  const options = {
    isRefusal: () => isRefusal,
    tell: (line: string) => told.push(line),
    clock: { nowMilliseconds: clock.nowMilliseconds, sleep },
    signal,
  };
  const result = await clock
    .run(onceSettled(attempt, options))
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  return { result, attempts, told };
}

const ADVICE = [
  "    IAM settles: a hop was refused within a minute of the deploy, so it is called again every 2 s",
];

test("what is not refused is done once, and nothing is said", async () => {
  expect(await outcome({ refusedForSeconds: 0 })).toEqual({ result: "rows", attempts: [0], told: [] });
});

test("what a hop refuses is called again every two seconds; it is said once", async () => {
  expect(await outcome({ refusedForSeconds: 5 })).toEqual({
    result: "rows",
    attempts: [0, 2, 4, 6],
    told: ADVICE,
  });
});

test("after the first minute a refusal is the failure", async () => {
  const { result, attempts, told } = await outcome({ refusedForSeconds: 100 });
  expect([result, attempts.length, attempts.at(-1), told]).toEqual(["refused at 60", 31, 60, ADVICE]);
});

test("another failure is not repeated", async () => {
  expect(await outcome({ refusedForSeconds: 5, isRefusal: false })).toEqual({
    result: "refused at 0",
    attempts: [0],
    told: [],
  });
});

test("who interrupts the run does not wait", async () => {
  const signal = AbortSignal.abort();
  expect(await outcome({ refusedForSeconds: 5, signal })).toMatchObject({
    result: "refused at 0",
    attempts: [0],
  });
});

test("a run says with which options it is repeated", () => {
  expect(propagationLine(7)).toBe(
    "IAM is eventually consistent: decisions see a change within 10 s. The same delays again: --consistency eventual --seed 7",
  );
});
