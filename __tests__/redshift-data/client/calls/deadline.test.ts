import { getEventListeners } from "node:events";
import {
  beforeDeadline,
  DeadlineReached,
  startDeadline,
} from "../../../../redshift-data/client/calls/deadline";
import { createVirtualClock } from "../../../../testing/redshift-data/virtual-clock";

test("fails at the deadline, also when the attempt answers the signal with an error of its own", async () => {
  const clock = createVirtualClock();
  const deadline = startDeadline(clock, 1_000);
  const attempt = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("AbortError")));
    });
  await expect(clock.run(beforeDeadline(deadline, attempt))).rejects.toBeInstanceOf(DeadlineReached);
  expect(clock.nowMilliseconds()).toBe(1_000);
});

test("makes no attempt after the deadline", async () => {
  const clock = createVirtualClock();
  const deadline = startDeadline(clock, 1_000);
  await clock.run(clock.sleep(1_001));
  let attempts = 0;
  const attempt = async () => {
    attempts++;
  };
  await expect(beforeDeadline(deadline, attempt)).rejects.toBeInstanceOf(DeadlineReached);
  expect(attempts).toBe(0);
});

test("a stopped deadline is never reached", async () => {
  const clock = createVirtualClock();
  const deadline = startDeadline(clock, 1_000);
  deadline.stop();
  await clock.run(clock.sleep(2_000));
  expect(deadline.signal.aborted).toBe(false);
});

test("an attempt leaves no listener behind", async () => {
  const deadline = startDeadline(createVirtualClock(), 1_000);
  expect(await beforeDeadline(deadline, async () => "done")).toBe("done");
  expect(getEventListeners(deadline.signal, "abort")).toEqual([]);
});
