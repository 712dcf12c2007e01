import type { SessionCredentials } from "../../../../redshift-data/client/session/assume-role";
import {
  createCredentialCache,
  REFRESH_MILLISECONDS,
} from "../../../../redshift-data/client/session/credential-cache";
import { createVirtualClock } from "../../../../testing/redshift-data/virtual-clock";

const HOUR = 3_600_000;

function setUp(outcomes: readonly ("ok" | "fail")[] = ["ok"]) {
  const clock = createVirtualClock();
  let calls = 0;
  const assume = async (): Promise<SessionCredentials> => {
    const outcome = outcomes[Math.min(calls, outcomes.length - 1)];
    calls++;
    await clock.sleep(50);
    if (outcome === "fail") throw new Error("refused");
    return {
      accessKeyId: `ASIA${calls}`,
      secretAccessKey: "secret",
      sessionToken: "token",
      expiration: new Date(clock.nowMilliseconds() + HOUR),
    };
  };
  const { get, discard } = createCredentialCache(clock);
  return { clock, cache: { get: () => get(assume), discard }, calls: () => calls };
}

test("callers at the same moment share one call", async () => {
  const { clock, cache, calls } = setUp();
  const [first, second] = await clock.run(Promise.all([cache.get(), cache.get()]));
  expect(first).toBe(second);
  expect(calls()).toBe(1);
});

test("credentials are renewed five minutes before they expire, not earlier", async () => {
  const { clock, cache, calls } = setUp();
  await clock.run(cache.get());
  await clock.run(clock.sleep(HOUR - REFRESH_MILLISECONDS - 1));
  expect((await clock.run(cache.get())).accessKeyId).toBe("ASIA1");
  await clock.run(clock.sleep(1));
  expect((await clock.run(cache.get())).accessKeyId).toBe("ASIA2");
  expect(calls()).toBe(2);
  expect(REFRESH_MILLISECONDS).toBe(300_000);
});

test("a failed call is not kept", async () => {
  const { clock, cache, calls } = setUp(["fail", "ok"]);
  await expect(clock.run(cache.get())).rejects.toThrow("refused");
  expect((await clock.run(cache.get())).accessKeyId).toBe("ASIA2");
  expect(calls()).toBe(2);
});

test("discarded credentials are renewed, unless newer ones are there already", async () => {
  const { clock, cache, calls } = setUp();
  const first = await clock.run(cache.get());
  cache.discard(first);
  const second = await clock.run(cache.get());
  cache.discard(first);
  expect(await clock.run(cache.get())).toBe(second);
  expect(calls()).toBe(2);
});
